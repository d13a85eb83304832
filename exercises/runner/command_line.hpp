// From the words of a command line to one of the commands.
#pragma once

#include <filesystem>

namespace lockstep::learn {

// In the repository `root`, with graders.json in `tools`. The exit code. Never throws.
int run_command_line(const std::filesystem::path& root,
                     const std::filesystem::path& tools, int argc, char** argv);

}  // namespace lockstep::learn
