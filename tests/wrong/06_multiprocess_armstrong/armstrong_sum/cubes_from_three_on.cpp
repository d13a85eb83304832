// Wrong: the examples have three digits, so it takes cubes for all longer numbers too.
// Verdict: assertion_failed, numbers of four to six digits
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
        sum += power(rest % 10, digits < 3 ? digits : 3);
    return sum == number;
}
