// Built in place of video_command.cpp where OpenCV is missing.
#include "lessons/05_thread_pool/programs/video_command.hpp"

#include <stdexcept>

namespace lockstep {

struct VideoCommand::Options {};

VideoCommand::VideoCommand(Program& program)
    : program_{program},
      command_{program.options().subcommand(
          "video", "lesson 04's video server (OpenCV is missing)")} {
    command_.accept_anything();  // whatever was asked for, the answer is below
}

VideoCommand::~VideoCommand() = default;

int VideoCommand::run() {
    (void)program_;
    throw std::runtime_error{"video needs OpenCV, which was missing when this was built: "
                             "./lockstep run 5 installs it"};
}

}  // namespace lockstep
