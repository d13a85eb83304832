// `lesson06 all`: all Armstrong numbers there are.
#pragma once

#include <optional>
#include <string>

#include "common/program.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/process_team.hpp"
#include "lessons/06_multiprocess_armstrong/command.hpp"

namespace lockstep {

class AllCommand {
  public:
    AllCommand(Program& program, const CommandLine& options);

    void start();  // forks the workers, if processes are wanted
    int run();

  private:
    Terms search(const Watch& watch);
    std::string who() const;  // "2 threads"

    Program& program_;
    std::string engine_ = "threads";
    int workers_;
    Search search_;
    std::optional<ProcessTeam> team_;
};

Command all_command(Program& program);

}  // namespace lockstep
