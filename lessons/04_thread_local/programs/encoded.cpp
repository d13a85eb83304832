#include "lessons/04_thread_local/programs/encoded.hpp"

#include "lessons/04_thread_local/programs/encoder.hpp"

namespace lockstep {

void EncodedOnce::publish(const cv::Mat& picture, std::uint64_t number) {
    const auto frame = std::make_shared<Frame>();
    frame->number = number;
    encode_jpeg(picture, quality_, frame->jpeg);
    board_.publish(frame);  // from here on it is const
}

FramePtr EncodedOnce::wait_newer(std::uint64_t than,
                                 std::chrono::steady_clock::time_point until) {
    return board_.wait_newer(than, until);
}

void EncodedPerClient::publish(const cv::Mat& picture, std::uint64_t number) {
    // A cv::Mat shares its pixels: the camera draws on, so viewers need a copy.
    board_.publish(std::make_shared<Picture>(Picture{number, picture.clone()}));
}

FramePtr EncodedPerClient::wait_newer(std::uint64_t than,
                                      std::chrono::steady_clock::time_point until) {
    const auto picture = board_.wait_newer(than, until);
    if (!picture) return nullptr;
    // One buffer a thread: no lock, and its memory is used again for every frame.
    thread_local const auto mine = std::make_shared<Frame>();
    mine->number = picture->number;
    encode_jpeg(picture->pixels, quality_, mine->jpeg);
    return mine;
}

std::unique_ptr<FrameSink> make_frame_sink(int quality, bool encode_per_client) {
    if (encode_per_client) return std::make_unique<EncodedPerClient>(quality);
    return std::make_unique<EncodedOnce>(quality);
}

}  // namespace lockstep
