// Condition variables: who waits, whom a notify wakes, and which notify met nobody.
#pragma once

namespace lockstep::explorer {

// Whether, in this schedule, a notify came while nobody waited.
bool notified_nobody(const void* condition);

}  // namespace lockstep::explorer
