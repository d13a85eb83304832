// Wrong: the sum is an int, and the powers of ten digits do not fit into it.
// Verdict: assertion_failed, numbers of up to ten digits
#include <cstdint>

std::uint64_t power(std::uint64_t digit, std::uint64_t exponent) {
    std::uint64_t result = 1;
    for (; exponent > 0; --exponent) result *= digit;
    return result;
}

bool is_armstrong(std::uint64_t number) {
    std::uint64_t digits = 0;
    for (std::uint64_t rest = number; rest != 0; rest /= 10) ++digits;

    unsigned sum = 0;
    for (std::uint64_t rest = number; rest != 0; rest /= 10)
        sum += static_cast<unsigned>(power(rest % 10, digits));
    return sum == number;
}
