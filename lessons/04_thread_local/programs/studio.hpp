// Everything that all viewers share: the camera with its thread, and the frames.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "common/bounded_wait.hpp"
#include "common/pace.hpp"
#include "lessons/04_thread_local/programs/camera.hpp"
#include "lessons/04_thread_local/programs/camera_thread.hpp"
#include "lessons/04_thread_local/programs/encoded.hpp"

namespace lockstep {

class Studio {
  public:
    // Opens the camera: throws std::runtime_error that names it when that fails. Rings
    // when the camera's thread has ended, for whatever reason. `pace` and `wake_up` must
    // outlive it.
    Studio(const VideoSettings& settings, Pace& pace, WakeUp& wake_up);
    // With a camera of one's own.
    Studio(OpenCamera open, const VideoSettings& settings, Pace& pace, WakeUp& wake_up,
           std::chrono::milliseconds retry = std::chrono::seconds{1});
    ~Studio();  // all who wait for frames are woken, and must not wait again
    Studio(const Studio&) = delete;
    Studio& operator=(const Studio&) = delete;

    FrameSource& frames() { return *frames_; }

    // Ends the camera's thread and the frames; rethrows what ended the thread before.
    void finish();

  private:
    std::unique_ptr<FrameSink> frames_;
    CameraThread camera_;  // after frames_: it publishes there
};

}  // namespace lockstep
