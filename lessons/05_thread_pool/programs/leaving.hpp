// Counts a client out when its task ends, whatever happens in between.
#pragma once

#include <atomic>
#include <cstddef>

namespace lockstep {

struct Leaving {
    std::atomic<std::size_t>& present;
    ~Leaving() { --present; }
};

}  // namespace lockstep
