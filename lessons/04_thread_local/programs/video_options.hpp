// The options of a program that shows video: which camera, how it is drawn, where to
// listen. Lesson 05 has the same.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/command_line.hpp"
#include "lessons/04_thread_local/programs/camera.hpp"

namespace lockstep {

class VideoOptions {
  public:
    VideoOptions(const CommandLine& app, int default_port);

    const VideoSettings& video() const { return video_; }
    const std::string& bind() const { return bind_; }
    int port() const { return port_; }
    // How long to serve; nothing: until Ctrl-C.
    std::optional<int> seconds() const { return seconds_; }

  private:
    VideoSettings video_;
    std::string bind_ = "127.0.0.1";
    int port_;
    std::optional<int> seconds_;
};

// What to type into a browser, a line for each address; a warning where others can watch.
std::string invitation(const std::string& bind, int port);

}  // namespace lockstep
