// `lesson06 memory`: a child has memory of its own, and its end can be learnt.
#pragma once

#include <vector>

#include "common/program.hpp"
#include "lessons/06_multiprocess_armstrong/command.hpp"
#include "lessons/06_multiprocess_armstrong/processes/worker.hpp"

namespace lockstep {

class MemoryDemo {
  public:
    explicit MemoryDemo(Program& program) : program_{program} {}
    void start();  // the children, which then wait to be asked
    int run();

  private:
    void report_end(Worker& worker);

    Program& program_;
    std::vector<Worker> workers_;
};

Command memory_command(Program& program);

}  // namespace lockstep
