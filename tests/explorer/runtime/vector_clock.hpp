// What happened before what: for each thread, how many of its steps are known.
//
// Source: L. Lamport (1978); C. Flanagan and S. Freund, FastTrack (PLDI 2009).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

namespace lockstep::explorer {

inline constexpr int max_threads = 32;

class VectorClock {
  public:
    std::uint32_t operator[](int thread) const { return steps_[index(thread)]; }
    void tick(int thread) {
        ++steps_[index(thread)];
        used_ = std::max(used_, thread + 1);
    }
    // Afterwards all that `other` knows is known here too.
    void join(const VectorClock& other) {
        for (int i = 0; i < other.used_; ++i)
            steps_[index(i)] = std::max(steps_[index(i)], other.steps_[index(i)]);
        used_ = std::max(used_, other.used_);
    }
    bool knows(int thread, std::uint32_t step) const {
        return steps_[index(thread)] >= step;
    }

  private:
    static std::size_t index(int thread) { return static_cast<std::size_t>(thread); }

    std::array<std::uint32_t, max_threads> steps_{};
    int used_ = 0;  // all behind it are 0
};

}  // namespace lockstep::explorer
