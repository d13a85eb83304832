// The clock that the explored program sees. It moves only when nobody can do anything
// else, or when the explorer lets time pass: sleep_for(10s) costs nothing.
#pragma once

#include <ctime>

#include "tests/explorer/runtime/operation.hpp"

namespace lockstep::explorer {

// Of an absolute time on one of the system's clocks.
Nanoseconds virtual_deadline(clockid_t clock, const timespec* time);
// From now on; null is never.
Nanoseconds virtual_deadline_in(const timespec* duration);

}  // namespace lockstep::explorer
