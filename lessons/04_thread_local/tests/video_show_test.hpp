// Video servers in a test: one with a camera, one whose frames the test publishes.
#pragma once

#include <string>
#include <thread>
#include <utility>

#include "common/pace.hpp"
#include "lessons/04_thread_local/programs/camera_scene.hpp"
#include "lessons/04_thread_local/programs/encoded.hpp"
#include "lessons/04_thread_local/programs/studio.hpp"
#include "lessons/04_thread_local/programs/video_server.hpp"

namespace lockstep::test {

// A server that runs until the destructor.
class RunningServer {
  public:
    RunningServer(const VideoSite& site, WakeUp& wake_up)
        : wake_up_{wake_up}, server_{"127.0.0.1", 0, site, wake_up}, thread_{[this] {
              server_.run();
          }} {}
    ~RunningServer() { wake_up_.ring(); }
    VideoServer* operator->() { return &server_; }

  private:
    WakeUp& wake_up_;
    VideoServer server_;
    std::jthread thread_;
};

struct LiveShow {
    explicit LiveShow(const VideoSettings& settings = {})
        : studio{settings, pace, wake_up} {}
    WakeUp wake_up;
    Pace pace;
    Studio studio;
    ClientTable clients{Announce::no};
    RunningServer server{{studio.frames(), clients, "the drawn scene"}, wake_up};
};

// The test is the camera.
struct DirectedShow {
    explicit DirectedShow(VideoSite (*adjust)(VideoSite) =
                              [](VideoSite site) { return site; })
        : server{adjust({frames, clients, "the test"}), wake_up} {}

    void publish(std::uint64_t number) {
        CameraScene{320, 240}.read(picture, number);
        frames.publish(picture, number);
    }
    // Pixels at random: JPEG makes hundreds of kilobytes of them.
    void publish_large(std::uint64_t number) {
        picture.create(720, 1280, CV_8UC3);
        if (number % 100 == 1) cv::randu(picture, 0, 256);
        frames.publish(picture, number);
    }
    // Blocks until exactly so many viewers are signed on.
    void until_viewers(std::size_t count) const {
        while (clients.snapshot().now.size() != count) std::this_thread::yield();
    }

    WakeUp wake_up;
    EncodedOnce frames{40};
    ClientTable clients{Announce::no};
    cv::Mat picture;
    RunningServer server;
};

}  // namespace lockstep::test
