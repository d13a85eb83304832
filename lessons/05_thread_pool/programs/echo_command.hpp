// `lesson05 echo`: its options, and the conversations it shows.
#pragma once

#include "common/program.hpp"
#include "lessons/05_thread_pool/programs/echo_server.hpp"

namespace lockstep {

class EchoCommand {
  public:
    // Adds the subcommand `echo` and its options.
    explicit EchoCommand(Program& program);

    bool chosen() const { return command_.chosen(); }
    int run();

  private:
    void visit_again_and_again(int port, const WakeUp& wake_up);
    void visit_all_at_once(int port, const WakeUp& wake_up);

    Program& program_;
    CommandLine command_;
    EchoSettings settings_;
    int visits_ = 7;
    int clients_ = 0;
    bool serve_ = false;
    double idle_seconds_ = 30;
};

}  // namespace lockstep
