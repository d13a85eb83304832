#include "lessons/04_thread_local/programs/camera_thread.hpp"

#include <condition_variable>
#include <mutex>
#include <utility>

#include "common/console.hpp"
#include "lessons/04_thread_local/programs/camera_scene.hpp"

namespace lockstep {

using Clock = std::chrono::steady_clock;

namespace {

// Lets time pass, unless a stop is requested.
void pause_until(Clock::time_point moment, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any nobody_notifies;
    std::unique_lock lock{mutex};
    nobody_notifies.wait_until(lock, stop, moment, [] { return false; });
}

}  // namespace

CameraThread::CameraThread(OpenCamera open, const VideoSettings& settings, Calls calls,
                           Pace& pace, std::chrono::milliseconds retry)
    : open_{std::move(open)},
      settings_{settings},
      calls_{std::move(calls)},
      pace_{pace},
      retry_{retry},
      camera_{open_()},
      thread_{[this](const std::stop_token& stop) { run(stop); }} {}

void CameraThread::finish() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void CameraThread::run(const std::stop_token& stop) {
    name_thread("camera");
    try {
        show(stop);
    } catch (...) {
        failure_ = std::current_exception();  // rethrown by finish()
    }
    calls_.ended();
}

void CameraThread::show(const std::stop_token& stop) {
    const auto period =
        settings_.fps == 0
            ? Clock::duration::zero()
            : std::chrono::duration_cast<Clock::duration>(std::chrono::seconds{1}) /
                  settings_.fps;
    for (auto moment = Clock::now(); !stop.stop_requested();) {
        ++number_;
        const bool is_there = take_picture();
        if (!is_there) take_no_signal();
        pace_.hand_over("the camera puts up its next picture");
        calls_.publish(picture_, number_);
        // Late? The moments that were missed are not made up for.
        moment = std::max(moment + period, Clock::now());
        pause_until(is_there ? moment : Clock::now() + retry_, stop);
    }
}

// False while the camera is broken.
bool CameraThread::take_picture() {
    try {
        if (!camera_) {
            ++attempts_;
            camera_ = open_();
        }
        camera_->read(picture_, number_);
    } catch (const std::exception& why) {
        if (attempts_ == 0) say_error("{}: trying again", why.what());
        why_not_ = why.what();
        camera_.reset();
        return false;
    }
    if (attempts_ > 0) say("the camera is back, at attempt {}", attempts_);
    attempts_ = 0;
    return true;
}

void CameraThread::take_no_signal() {
    draw_no_signal(picture_, settings_.width, settings_.height, why_not_, attempts_);
}

}  // namespace lockstep
