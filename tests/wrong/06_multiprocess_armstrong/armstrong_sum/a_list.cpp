// Wrong: a list of those that the examples show.
// Verdict: assertion_failed, numbers of four to six digits
#include <cstdint>

bool is_armstrong(std::uint64_t number) {
    return (number > 0 && number < 10) || number == 153 || number == 370 ||
           number == 371 || number == 407;
}
