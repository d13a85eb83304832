// One encoded picture, as all viewers are given it.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace lockstep {

// Nobody changes a frame once others can see it, so it needs no lock: it is freed by
// whoever lets go of it last.
struct Frame {
    std::uint64_t number = 0;  // 1, 2, 3, …
    std::vector<unsigned char> jpeg;

    std::string_view bytes() const {
        return {reinterpret_cast<const char*>(jpeg.data()), jpeg.size()};
    }
};
using FramePtr = std::shared_ptr<const Frame>;

// Where a viewer's thread gets its frames. Any thread may call any member.
class FrameSource {
  public:
    virtual ~FrameSource() = default;

    // Blocks until there is a frame with a number above `than`, and returns the newest:
    // those in between are skipped. Nothing when `until` came first, or after the end.
    virtual FramePtr wait_newer(std::uint64_t than,
                                std::chrono::steady_clock::time_point until) = 0;
    // No frame will follow.
    virtual bool ended() const = 0;
};

}  // namespace lockstep
