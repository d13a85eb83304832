// Condition variables: who waits, whom a notify wakes, and which notify met nobody.
#pragma once

#include "tests/explorer/runtime/waiters.hpp"

namespace lockstep::explorer {

// Of this schedule: another thread's last notify that came while nobody waited, or that
// was for all.
VainWake last_notify_of_nobody(const void* condition, const Thread& waiter);

}  // namespace lockstep::explorer
