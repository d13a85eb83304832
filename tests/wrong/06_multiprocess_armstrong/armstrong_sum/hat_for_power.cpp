// Wrong: in C++ ^ is no power, it is the exclusive or of bits.
// Verdict: assertion_failed, numbers of one and two digits
#include <cstdint>

bool is_armstrong(std::uint64_t number) {
    std::uint64_t digits = 0;
    for (std::uint64_t rest = number; rest != 0; rest /= 10) ++digits;

    std::uint64_t sum = 0;
    for (std::uint64_t rest = number; rest != 0; rest /= 10) sum += (rest % 10) ^ digits;
    return sum == number;
}
