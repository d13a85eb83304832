#include "lessons/04_thread_local/programs/encoder.hpp"

#include <stdexcept>

#include <opencv2/imgcodecs.hpp>

namespace lockstep {

void encode_jpeg(const cv::Mat& picture, int quality, std::vector<unsigned char>& jpeg) {
    if (!cv::imencode(".jpg", picture, jpeg, {cv::IMWRITE_JPEG_QUALITY, quality}))
        throw std::runtime_error{"a picture cannot be encoded as JPEG"};
}

}  // namespace lockstep
