// Cameras that OpenCV reads for us: devices and video files.
#pragma once

#include <string>

#include <opencv2/videoio.hpp>

#include "lessons/04_thread_local/programs/camera.hpp"

namespace lockstep {

// A device that is unplugged makes read() throw; how soon is the driver's and OpenCV's
// business (some seconds).
class CameraDevice : public Camera {
  public:
    CameraDevice(int device, int width, int height);
    void read(cv::Mat& picture, std::uint64_t number) override;

  private:
    std::string name_;
    cv::VideoCapture capture_;
};

// A video file, from its beginning again when it is over.
class CameraFile : public Camera {
  public:
    explicit CameraFile(const std::string& file);
    void read(cv::Mat& picture, std::uint64_t number) override;

  private:
    std::string file_;
    cv::VideoCapture capture_;
};

}  // namespace lockstep
