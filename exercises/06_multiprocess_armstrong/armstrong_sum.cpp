// A worker searches its range for Armstrong numbers: a number of n digits that is the sum
// of the n-th powers of its digits, as 153 = 1³ + 5³ + 3³. It finds 18, which is none,
// and it does not find 153.
// TODO: mend is_armstrong(). The numbers go from 1 to ten digits.
// Read again: "The code", at its end, in lessons/06_multiprocess_armstrong/README.md.
#include <cstdint>

bool is_armstrong(std::uint64_t number) {
    std::uint64_t digits = 0;
    for (std::uint64_t rest = number; rest != 0; rest /= 10) ++digits;

    std::uint64_t sum = 0;
    for (std::uint64_t rest = number; rest != 0; rest /= 10) sum += rest % 10 * digits;
    return sum == number;
}
