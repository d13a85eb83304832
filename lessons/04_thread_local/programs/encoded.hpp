// Two ways from the camera's pictures to the viewers' frames.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include <opencv2/core.hpp>

#include "lessons/04_thread_local/latest.hpp"
#include "lessons/04_thread_local/programs/frame.hpp"

namespace lockstep {

// What the camera thread needs of either.
class FrameSink : public FrameSource {
  public:
    virtual void publish(const cv::Mat& picture, std::uint64_t number) = 0;
    virtual void close() = 0;  // wakes all who wait; no frame follows
};

// publish() encodes, on the camera's thread: once for all viewers.
class EncodedOnce : public FrameSink {
  public:
    explicit EncodedOnce(int quality) : quality_{quality} {}
    void publish(const cv::Mat& picture, std::uint64_t number) override;
    void close() override { board_.close(); }
    FramePtr wait_newer(std::uint64_t than,
                        std::chrono::steady_clock::time_point until) override;
    bool ended() const override { return board_.closed(); }

  private:
    const int quality_;
    Latest<Frame> board_;
};

// wait_newer() encodes, on the viewer's thread: once for each viewer. The frame belongs
// to the thread and is overwritten by its next call. Slower with every viewer; it is here
// to be compared.
class EncodedPerClient : public FrameSink {
  public:
    explicit EncodedPerClient(int quality) : quality_{quality} {}
    void publish(const cv::Mat& picture, std::uint64_t number) override;
    void close() override { board_.close(); }
    FramePtr wait_newer(std::uint64_t than,
                        std::chrono::steady_clock::time_point until) override;
    bool ended() const override { return board_.closed(); }

  private:
    struct Picture {
        std::uint64_t number = 0;
        cv::Mat pixels;
    };
    const int quality_;
    Latest<Picture> board_;
};

std::unique_ptr<FrameSink> make_frame_sink(int quality, bool encode_per_client);

}  // namespace lockstep
