// `lesson06 pipe`: parent and child talk over a two-way line.
#pragma once

#include <optional>

#include "common/program.hpp"
#include "lessons/06_multiprocess_armstrong/command.hpp"
#include "lessons/06_multiprocess_armstrong/processes/worker.hpp"

namespace lockstep {

class PipeDemo {
  public:
    explicit PipeDemo(Program& program) : program_{program} {}
    void start();
    int run();

  private:
    Program& program_;
    std::optional<Worker> echo_;
};

Command pipe_command(Program& program);

}  // namespace lockstep
