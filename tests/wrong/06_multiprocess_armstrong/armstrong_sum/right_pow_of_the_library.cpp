// Right: long double holds each of these powers, and they are rounded.
// Verdict: passed
#include <cmath>
#include <cstdint>

static int count_digits(std::uint64_t number) {
    return number < 10 ? 1 : 1 + count_digits(number / 10);
}

bool is_armstrong(std::uint64_t number) {
    std::uint64_t sum = 0;
    const int digits = count_digits(number);
    for (auto rest = number; rest > 0; rest /= 10) {
        const auto digit = static_cast<long double>(rest % 10);
        sum += static_cast<std::uint64_t>(std::llround(std::pow(digit, digits)));
    }
    return sum == number;
}
