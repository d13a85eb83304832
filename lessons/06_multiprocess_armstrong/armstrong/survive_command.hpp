// `lesson06 survive`: a search whose workers may be killed, by a class that watches.
#pragma once

#include <cstdint>
#include <string>

#include "common/program.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/coordinator.hpp"
#include "lessons/06_multiprocess_armstrong/command.hpp"

namespace lockstep {

class SurviveCommand {
  public:
    explicit SurviveCommand(Program& program) : program_{program} {}
    CommandLine add_options();

    void start() {}  // its workers are programs run anew: threads do no harm
    // 0 when every range was searched, else 1. Ctrl-C leaves no worker behind.
    int run();

  private:
    Worker start_worker(int number) const;

    Program& program_;
    CoordinatorSettings settings_;
    Number to_ = 10'000'000;
    Number ranges_ = 30;
    int pause_ms_ = 1000;
    int patience_ms_ = 60'000;
    int kills_ = 0;
    std::uint64_t seed_ = 1;
    Number deadly_ = 0;
};

Command survive_command(Program& program);

// `lesson06 worker`, hidden: what survive starts.
Command worker_command(Program& program);

}  // namespace lockstep
