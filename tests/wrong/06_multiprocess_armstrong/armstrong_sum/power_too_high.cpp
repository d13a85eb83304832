// Wrong: the power begins with the digit itself, which makes one factor too many.
// Verdict: assertion_failed, numbers of one and two digits
#include <cstdint>

std::uint64_t power(std::uint64_t digit, std::uint64_t exponent) {
    std::uint64_t result = digit;
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
