// Whatever gives pictures: a device, a video file, a drawn scene, a test.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <opencv2/core.hpp>

namespace lockstep {

struct VideoSettings {
    std::optional<int> device;  // /dev/videoN
    std::string file;           // a video, shown again and again
    int width = 640;
    int height = 480;
    int fps = 30;  // 0: as fast as the pictures come
    int quality = 40;
    bool encode_per_client = false;
};

class Camera {
  public:
    virtual ~Camera() = default;

    // Fills `picture`, which becomes frame `number`. May block, but not for ever. Throws
    // std::runtime_error when no picture can be had. One thread.
    virtual void read(cv::Mat& picture, std::uint64_t number) = 0;
};

// Opens a camera, also again after it broke. Throws std::runtime_error that names it.
using OpenCamera = std::function<std::unique_ptr<Camera>()>;

// As the settings say: device, file, or else the drawn scene.
OpenCamera camera_for(const VideoSettings& settings);
// "camera 0", "the file walk.avi", "the drawn scene"
std::string camera_name(const VideoSettings& settings);

}  // namespace lockstep
