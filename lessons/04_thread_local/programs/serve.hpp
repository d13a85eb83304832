// `lesson04` by itself: the video server, from its first line to its summary.
#pragma once

#include "common/program.hpp"
#include "lessons/04_thread_local/programs/video_options.hpp"

namespace lockstep {

// Blocks until Ctrl-C, or for as long as the options say. Throws when the camera or the
// address cannot be had.
int serve_video(Program& program, const VideoOptions& options);

}  // namespace lockstep
