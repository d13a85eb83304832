// Wrong: with / on a double there is always something left, so the digits never end.
// Verdict: assertion_failed, numbers of one and two digits
#include <cmath>
#include <cstdint>

bool is_armstrong(std::uint64_t number) {
    double digits = 0;
    for (double rest = static_cast<double>(number); rest > 0; rest /= 10) ++digits;

    double sum = 0;
    for (double rest = static_cast<double>(number); rest > 0; rest /= 10)
        sum += std::pow(std::fmod(rest, 10), digits);
    return sum == static_cast<double>(number);
}
