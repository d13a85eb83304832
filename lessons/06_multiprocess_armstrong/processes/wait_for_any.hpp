// Waiting for many lines at once, in one thread.
#pragma once

#include <chrono>
#include <vector>

namespace lockstep {

// Blocks until one of the descriptors can be read from, an end counting as such, or until
// the limit has passed. For each descriptor whether it is ready. -1 is never ready.
std::vector<bool> wait_for_any(const std::vector<int>& descriptors,
                               std::chrono::milliseconds limit = std::chrono::hours{1});

}  // namespace lockstep
