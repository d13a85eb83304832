// Right: std::pow is exact as long as the power fits into a double, and 9^10 does.
// Verdict: passed
#include <cmath>
#include <cstdint>
#include <string>

bool is_armstrong(std::uint64_t number) {
    const auto digits = std::to_string(number);
    double sum = 0;
    for (const char digit : digits)
        sum += std::pow(digit - '0', static_cast<double>(digits.size()));
    return sum == static_cast<double>(number);
}
