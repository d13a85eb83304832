// `lesson05 video`: lesson 04's server with a pool. Where OpenCV is missing it says so.
#pragma once

#include <memory>

#include "common/program.hpp"

namespace lockstep {

class VideoCommand {
  public:
    // Adds the subcommand `video` and its options.
    explicit VideoCommand(Program& program);
    ~VideoCommand();

    bool chosen() const { return command_.chosen(); }
    // Serves until Ctrl-C, or for as long as the options say.
    int run();

  private:
    struct Options;
    Program& program_;
    CommandLine command_;
    std::unique_ptr<Options> options_;
};

}  // namespace lockstep
