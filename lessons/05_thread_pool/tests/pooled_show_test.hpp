// A video server with a pool in a test, whose frames the test publishes.
#pragma once

#include <cstdint>
#include <thread>

#include "lessons/04_thread_local/programs/camera_scene.hpp"
#include "lessons/04_thread_local/programs/encoded.hpp"
#include "lessons/05_thread_pool/programs/pooled_video_server.hpp"

namespace lockstep::test {

struct PooledShow {
    explicit PooledShow(std::size_t places)
        : server{"127.0.0.1", 0, {frames, clients, "the test"}, places, wake_up},
          thread{[this] { server.run(); }} {}
    ~PooledShow() {
        frames.close();
        wake_up.ring();
    }
    PooledShow(const PooledShow&) = delete;
    PooledShow& operator=(const PooledShow&) = delete;

    void publish(std::uint64_t number) {
        CameraScene{320, 240}.read(picture, number);
        frames.publish(picture, number);
    }
    // Blocks until exactly so many viewers are signed on.
    void until_viewers(std::size_t count) const {
        while (clients.snapshot().now.size() != count) std::this_thread::yield();
    }

    WakeUp wake_up;
    EncodedOnce frames{40};
    ClientTable clients;
    cv::Mat picture;
    PooledVideoServer server;
    std::jthread thread;  // last: it uses all of the above
};

}  // namespace lockstep::test
