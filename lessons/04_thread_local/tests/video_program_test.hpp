// A video program that runs while a test asks it things, at a port that it chose.
#pragma once

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/run_program.hpp"

namespace lockstep::test {

class VideoProgram {
  public:
    // Blocks until it says where it listens.
    explicit VideoProgram(std::vector<std::string> arguments,
                          const RunOptions& options = {})
        : program_{with_port(std::move(arguments)), options} {
        const std::string before_port = "http://127.0.0.1:";
        if (!program_.wait_for_output("Ctrl-C ends it."))
            throw std::runtime_error{program_.wait().err};
        const auto output = program_.output_so_far();
        const auto at = output.find(before_port) + before_port.size();
        port_ = std::atoi(output.c_str() + at);
    }

    int port() const { return port_; }
    RunningProgram* operator->() { return &program_; }

  private:
    static std::vector<std::string> with_port(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), LOCKSTEP_PROGRAM);
        arguments.insert(arguments.end(), {"--port", "0"});
        return arguments;
    }

    RunningProgram program_;
    int port_ = 0;
};

}  // namespace lockstep::test
