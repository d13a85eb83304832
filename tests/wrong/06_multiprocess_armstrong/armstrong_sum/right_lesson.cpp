// Right: as the lesson does it.
// Verdict: passed
#include <cstdint>

#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_naive.hpp"

bool is_armstrong(std::uint64_t number) {
    return lockstep::is_armstrong(number);
}
