// The sum is of the digits' n-th powers, and n times a digit is no power: 3 digits make
// at most 3 * 27 = 81, so nothing above 99 was ever found. (In Python it was x*k for
// x**k.)
#include <cstdint>

std::uint64_t power(std::uint64_t digit, std::uint64_t exponent) {
    std::uint64_t result = 1;
    for (; exponent > 0; --exponent) result *= digit;
    return result;
}

bool is_armstrong(std::uint64_t number) {
    std::uint64_t digits = 0;
    for (std::uint64_t rest = number; rest != 0; rest /= 10) ++digits;

    std::uint64_t sum = 0;
    for (std::uint64_t rest = number; rest != 0; rest /= 10)
        sum += power(rest % 10, digits);
    return sum == number;
}
