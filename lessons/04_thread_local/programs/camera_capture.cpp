#include "lessons/04_thread_local/programs/camera_capture.hpp"

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>
#include <opencv2/core/utils/logger.hpp>
#include <unistd.h>

#include "lessons/04_thread_local/programs/camera_scene.hpp"

namespace lockstep {

namespace {

// OpenCV tries one reader after another, and complains aloud about each.
void be_quiet() {
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
}

// OpenCV only says that it could not; the usual reason is that there is nothing.
void must_be_readable(const std::string& name, const std::string& path) {
    if (::access(path.c_str(), R_OK) == 0) return;
    throw std::runtime_error{
        fmt::format("cannot open {}: {}", name, std::generic_category().message(errno))};
}

// Not with whatever reader OpenCV finds: some of them look for USB devices, and leak.
bool open_file(cv::VideoCapture& capture, const std::string& file) {
    return capture.open(file, cv::CAP_FFMPEG) || capture.open(file, cv::CAP_OPENCV_MJPEG);
}

}  // namespace

CameraDevice::CameraDevice(int device, int width, int height)
    : name_{fmt::format("camera {}", device)} {
    const auto path = fmt::format("/dev/video{}", device);
    must_be_readable(fmt::format("{} ({})", name_, path), path);
    if (!capture_.open(device, cv::CAP_V4L2))
        throw std::runtime_error{
            fmt::format("cannot open {} ({}): it gives no video", name_, path)};
    capture_.set(cv::CAP_PROP_FRAME_WIDTH, width);
    capture_.set(cv::CAP_PROP_FRAME_HEIGHT, height);
}

void CameraDevice::read(cv::Mat& picture, std::uint64_t) {
    if (!capture_.read(picture) || picture.empty())
        throw std::runtime_error{name_ + " gives no picture"};
}

CameraFile::CameraFile(const std::string& file) : file_{file} {
    must_be_readable("the video " + file, file);
    cv::Mat first;
    if (!open_file(capture_, file) || !capture_.read(first))
        throw std::runtime_error{"cannot open the video " + file +
                                 ": no picture can be read from it"};
    capture_.set(cv::CAP_PROP_POS_FRAMES, 0);
}

void CameraFile::read(cv::Mat& picture, std::uint64_t) {
    if (capture_.read(picture)) return;
    // Some files cannot be wound back: to open them anew works for all.
    if (!open_file(capture_, file_) || !capture_.read(picture))
        throw std::runtime_error{"the video " + file_ + " gives no picture"};
}

OpenCamera camera_for(const VideoSettings& settings) {
    be_quiet();
    return [settings]() -> std::unique_ptr<Camera> {
        if (settings.device)
            return std::make_unique<CameraDevice>(*settings.device, settings.width,
                                                  settings.height);
        if (!settings.file.empty()) return std::make_unique<CameraFile>(settings.file);
        return std::make_unique<CameraScene>(settings.width, settings.height);
    };
}

std::string camera_name(const VideoSettings& settings) {
    if (settings.device) return fmt::format("camera {}", *settings.device);
    if (!settings.file.empty()) return "the video " + settings.file;
    return "the drawn scene";
}

}  // namespace lockstep
