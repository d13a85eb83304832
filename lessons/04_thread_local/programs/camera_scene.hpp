// A camera that is always there: it draws a clock, a ball that moves, and the number of
// the frame.
//
// Along the bottom runs a strip of black and white squares: the frame's number in binary.
// Digits are for people; the squares let a program read the number back, after JPEG
// compression and from a screenshot, so that a test can say which frame a browser showed.
#pragma once

#include <cstdint>
#include <optional>

#include "lessons/04_thread_local/programs/camera.hpp"

namespace lockstep {

class CameraScene : public Camera {
  public:
    CameraScene(int width, int height) : width_{width}, height_{height} {}
    void read(cv::Mat& picture, std::uint64_t number) override;

  private:
    int width_;
    int height_;
};

// White, black, then the number's lowest 28 bits (highest first, white is 1), then a
// parity bit, then white.
constexpr int strip_squares = 32;
constexpr int strip_bits = 28;

// The number that the strip of `picture` spells, in colour or grey; nothing when there is
// no strip, or it is damaged.
std::optional<std::uint64_t> number_in(const cv::Mat& picture);

// What is shown while a camera is broken.
void draw_no_signal(cv::Mat& picture, int width, int height, const std::string& why,
                    std::uint64_t attempts);

}  // namespace lockstep
