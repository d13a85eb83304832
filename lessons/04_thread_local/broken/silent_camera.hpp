// Fault D20: a camera whose reads fail makes its thread spin: a core is busy, no picture
// comes, and nobody is told.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "common/pace.hpp"

namespace lockstep::silent_camera {

struct Outcome {
    std::uint64_t attempts = 0;   // to get a picture out of the camera, until it is back
    std::uint64_t no_signal = 0;  // pictures that tell the viewers what is wrong
};

// The camera fails, and is back at the `failures`th attempt after that.
Outcome broken(std::uint64_t failures);

// The camera thread of this lesson, with the same camera. It says what is wrong, shows
// "no signal", and waits `retry` before each attempt.
Outcome mended(std::uint64_t failures, std::chrono::milliseconds retry, Pace& pace);

}  // namespace lockstep::silent_camera
