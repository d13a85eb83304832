#include "lessons/04_thread_local/broken/silent_camera.hpp"

#include <stdexcept>
#include <thread>
#include <utility>

#include "lessons/03_event_handshake/event.hpp"
#include "lessons/04_thread_local/programs/camera_scene.hpp"
#include "lessons/04_thread_local/programs/camera_thread.hpp"

namespace lockstep::silent_camera {

namespace {

// Fails as a whole and is opened anew, like a device that was unplugged for a while.
struct Unplugged {
    std::uint64_t failures;
    std::uint64_t attempts = 0;  // the camera thread's

    // What comes after it is back is not counted.
    bool works() { return attempts > failures || ++attempts > failures; }
};

class FaultyCamera : public Camera {
  public:
    explicit FaultyCamera(Unplugged& plug) : plug_{plug} {}
    void read(cv::Mat& picture, std::uint64_t number) override {
        if (!plug_.works()) throw std::runtime_error{"the camera gives no picture"};
        scene_.read(picture, number);
    }

  private:
    Unplugged& plug_;
    CameraScene scene_{320, 240};
};

}  // namespace

Outcome broken(std::uint64_t failures) {
    Unplugged plug{failures};
    std::jthread camera{[&plug] {
        FaultyCamera device{plug};
        cv::Mat picture;
        for (std::uint64_t number = 1; number <= 1;) {
            try {
                device.read(picture, number);
                ++number;
            } catch (const std::exception&) {
                // wrong: nothing is said, nothing is shown, and it tries at once again
            }
        }
    }};
    camera.join();
    return {plug.attempts, 0};
}

Outcome mended(std::uint64_t failures, std::chrono::milliseconds retry, Pace& pace) {
    Unplugged plug{failures};
    Outcome outcome;
    Event is_back;
    VideoSettings settings;
    settings.width = 320;
    settings.height = 240;
    CameraThread camera{[&plug] { return std::make_unique<FaultyCamera>(plug); },
                        settings,
                        {[&](const cv::Mat& picture, std::uint64_t number) {
                            if (number_in(picture) == number) return is_back.set();
                            ++outcome.no_signal;
                        }},
                        pace,
                        retry};
    is_back.wait();
    camera.finish();
    outcome.attempts = plug.attempts;
    return outcome;
}

}  // namespace lockstep::silent_camera
