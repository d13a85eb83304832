// `lesson06 queue`: two producers and three consumers, five processes, and one queue.
#pragma once

#include <vector>

#include "common/program.hpp"
#include "lessons/06_multiprocess_armstrong/command.hpp"
#include "lessons/06_multiprocess_armstrong/processes/worker.hpp"

namespace lockstep {

class QueueDemo {
  public:
    explicit QueueDemo(Program& program) : program_{program} {}
    CommandLine add_options();
    void start();
    int run();

  private:
    Program& program_;
    int items_ = 5;
    int capacity_ = 3;
    bool accident_ = false;
    std::vector<Worker> producers_, consumers_;
};

Command queue_command(Program& program);

}  // namespace lockstep
