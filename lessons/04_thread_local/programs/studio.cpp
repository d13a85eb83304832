#include "lessons/04_thread_local/programs/studio.hpp"

#include <utility>

namespace lockstep {

Studio::Studio(const VideoSettings& settings, Pace& pace, WakeUp& wake_up)
    : Studio{camera_for(settings), settings, pace, wake_up} {}

Studio::Studio(OpenCamera open, const VideoSettings& settings, Pace& pace,
               WakeUp& wake_up, std::chrono::milliseconds retry)
    : frames_{make_frame_sink(settings.quality, settings.encode_per_client)},
      camera_{std::move(open),
              settings,
              {[this](const cv::Mat& picture, std::uint64_t number) {
                   frames_->publish(picture, number);
               },
               [this, &wake_up] {
                   frames_->close();
                   wake_up.ring();
               }},
              pace,
              retry} {}

Studio::~Studio() {
    frames_->close();  // ~CameraThread joins
}

void Studio::finish() {
    frames_->close();
    camera_.finish();
}

}  // namespace lockstep
