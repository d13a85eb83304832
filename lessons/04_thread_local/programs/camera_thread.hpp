// The one thread that reads the camera, and gives each picture to `publish`.
//
// A camera that breaks in the middle does not end it: it publishes a "no signal" picture
// and opens the camera again, at most once in `retry`, until that works (fault D20).
// Pictures come at the settings' fps: each has its own moment, so that the time the work
// takes does not add up.
#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <thread>

#include "common/pace.hpp"
#include "lessons/04_thread_local/programs/camera.hpp"

namespace lockstep {

class CameraThread {
  public:
    struct Calls {
        std::function<void(const cv::Mat&, std::uint64_t)> publish;
        // The last call: no picture will follow. Also after publish has thrown.
        std::function<void()> ended = [] {};
    };

    // Opens the camera before it returns: one that is missing is an exception here, and
    // not a server without pictures. The calls come from the thread.
    CameraThread(OpenCamera open, const VideoSettings& settings, Calls calls, Pace& pace,
                 std::chrono::milliseconds retry = std::chrono::seconds{1});

    // Stops and joins; rethrows what publish has thrown.
    void finish();

  private:
    void run(const std::stop_token& stop);
    void show(const std::stop_token& stop);
    bool take_picture();
    void take_no_signal();

    const OpenCamera open_;
    const VideoSettings settings_;
    const Calls calls_;
    Pace& pace_;
    const std::chrono::milliseconds retry_;

    // The thread's alone, once it runs.
    std::unique_ptr<Camera> camera_;  // empty while it is broken
    std::string why_not_;
    std::uint64_t number_ = 0;
    std::uint64_t attempts_ = 0;  // since it broke
    cv::Mat picture_;

    std::exception_ptr failure_;  // the thread's, until it is joined
    std::jthread thread_;         // last: it uses all of the above
};

}  // namespace lockstep
