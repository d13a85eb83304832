// Turns a picture into JPEG.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace lockstep {

// Replaces what `jpeg` holds, and uses its memory again. `quality` is 1 to 100: 40 is
// small, and good enough for a moving picture. Throws std::exception when it cannot.
void encode_jpeg(const cv::Mat& picture, int quality, std::vector<unsigned char>& jpeg);

}  // namespace lockstep
