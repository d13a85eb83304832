// `lesson06 armstrong`: every method with every engine over one range, in one table, and
// the same in Python beside it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/program.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/process_team.hpp"
#include "lessons/06_multiprocess_armstrong/command.hpp"

namespace lockstep {

const std::vector<std::string>& engine_names();
int cores();  // of this machine; at least 1

class ArmstrongCommand {
  public:
    ArmstrongCommand(Program& program, const CommandLine& options);

    void start();  // forks the workers, if the processes engine is wanted
    int run();     // 1 when the results differ

  private:
    struct Measured {
        Terms terms;
        double seconds = 0;
    };

    Terms search_once(const std::string& engine, std::size_t search);
    Measured measure(const std::string& engine, std::size_t search);
    bool print_table();

    Program& program_;
    Range range_{0, 10'000'000};
    std::vector<std::string> methods_, engines_;  // those asked for
    int workers_;
    Number python_to_ = 200'000;
    std::vector<Search> searches_;  // one for each of methods_
    std::optional<ProcessTeam> team_;
    Terms found_;
};

Command armstrong_command(Program& program);

}  // namespace lockstep
