#include "lessons/04_thread_local/programs/camera_scene.hpp"

#include <chrono>
#include <cmath>
#include <ctime>
#include <string>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <opencv2/imgproc.hpp>

namespace lockstep {

namespace {

const cv::Scalar night{64, 40, 24};  // blue, green, red
const cv::Scalar floor_blue{92, 62, 40};
const cv::Scalar shadow{60, 38, 22};
const cv::Scalar orange{60, 150, 245};
const cv::Scalar light{235, 235, 235};
const cv::Scalar black{0, 0, 0};
const cv::Scalar white{255, 255, 255};

std::string clock_now() {
    using namespace std::chrono;
    const auto now = floor<milliseconds>(system_clock::now());
    const auto second = floor<seconds>(now);
    const std::time_t time = system_clock::to_time_t(second);
    std::tm local{};
    ::localtime_r(&time, &local);
    return fmt::format("{:%H:%M:%S}.{:03}", local, (now - second).count());
}

// `size` is the height of a capital letter, in pixels.
void write(cv::Mat& picture, const std::string& text, int x, int y, int size,
           const cv::Scalar& colour) {
    const double scale = size / 22.0;
    cv::putText(picture, text, {x, y}, cv::FONT_HERSHEY_SIMPLEX, scale, colour,
                std::max(1, size / 10), cv::LINE_AA);
}

int strip_height(int height) {
    return height / 15;
}

cv::Rect square(const cv::Size& size, int which) {
    const int left = size.width * which / strip_squares;
    const int right = size.width * (which + 1) / strip_squares;
    const int tall = strip_height(size.height);
    return {left, size.height - tall, right - left, tall};
}

int parity(std::uint64_t number) {
    int ones = 0;
    for (int bit = 0; bit < strip_bits; ++bit) ones += (number >> bit) & 1U ? 1 : 0;
    return ones % 2;
}

void draw_strip(cv::Mat& picture, std::uint64_t number) {
    const auto draw = [&](int which, bool is_white) {
        picture(square(picture.size(), which)).setTo(is_white ? white : black);
    };
    draw(0, true);
    draw(1, false);
    for (int bit = 0; bit < strip_bits; ++bit)
        draw(2 + bit, ((number >> (strip_bits - 1 - bit)) & 1U) != 0);
    draw(strip_squares - 2, parity(number) == 1);
    draw(strip_squares - 1, true);
}

// A ball that bounces: up and down twice a second, from side to side in four seconds.
void draw_ball(cv::Mat& picture, double seconds) {
    const int radius = picture.rows / 14;
    const int ground = picture.rows * 22 / 25 - radius;
    const double across = std::abs(std::fmod(seconds / 4, 2.0) - 1);
    const double up = std::abs(std::sin(seconds * 3.14159265));
    const int x = radius + static_cast<int>(across * (picture.cols - 2 * radius));
    const int y = ground - static_cast<int>(up * picture.rows * 0.4);
    cv::ellipse(picture, {x, ground + radius}, {radius, radius / 4}, 0, 0, 360, shadow,
                cv::FILLED, cv::LINE_AA);
    cv::circle(picture, {x, y}, radius, orange, cv::FILLED, cv::LINE_AA);
    cv::circle(picture, {x - radius / 3, y - radius / 3}, radius / 5, light, cv::FILLED,
               cv::LINE_AA);
}

}  // namespace

void CameraScene::read(cv::Mat& picture, std::uint64_t number) {
    using namespace std::chrono;
    picture.create(height_, width_, CV_8UC3);
    picture.setTo(night);
    picture(cv::Rect{0, height_ * 5 / 6, width_, height_ - height_ * 5 / 6})
        .setTo(floor_blue);
    const auto now = steady_clock::now().time_since_epoch();
    draw_ball(picture, duration<double>{now}.count());
    const int unit = height_ / 16;
    write(picture, clock_now(), unit, 2 * unit + unit / 2, unit + unit / 2, light);
    write(picture, fmt::format("frame {}", number), unit, 4 * unit, unit * 3 / 4, orange);
    draw_strip(picture, number);
}

std::optional<std::uint64_t> number_in(const cv::Mat& picture) {
    if (picture.cols < 4 * strip_squares || strip_height(picture.rows) < 4) return {};
    const auto is_white = [&](int which) {
        // The middle of the square: its edges are blurred.
        const auto area = square(picture.size(), which);
        const cv::Rect middle{area.x + area.width / 4, area.y + area.height / 4,
                              area.width / 2, area.height / 2};
        return cv::mean(picture(middle))[0] > 127;
    };
    std::uint64_t number = 0;
    for (int bit = 0; bit < strip_bits; ++bit)
        number = number * 2 + (is_white(2 + bit) ? 1 : 0);
    const bool whole = is_white(0) && !is_white(1) && is_white(strip_squares - 1) &&
                       is_white(strip_squares - 2) == (parity(number) == 1);
    return whole ? std::optional{number} : std::nullopt;
}

void draw_no_signal(cv::Mat& picture, int width, int height, const std::string& why,
                    std::uint64_t attempts) {
    picture.create(height, width, CV_8UC3);
    picture.setTo(cv::Scalar{48, 48, 48});
    const int unit = height / 16;
    write(picture, "no signal", unit, 6 * unit, 2 * unit, white);
    write(picture, why, unit, 9 * unit, unit / 2, light);
    write(picture, fmt::format("attempts to open it again: {}", attempts), unit,
          11 * unit, unit / 2, orange);
    write(picture, clock_now(), unit, 13 * unit, unit / 2, light);
}

}  // namespace lockstep
