// The heap of the explored program: the same addresses in each schedule.
#pragma once

namespace lockstep::explorer {

// When a schedule has freed all it allocated, the next one begins where it began.
void reuse_heap();

}  // namespace lockstep::explorer
