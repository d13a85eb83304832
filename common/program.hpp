// What every lesson program does alike: --help with an example, --step, --slow, --lanes,
// Ctrl-C, errors on standard error, exit codes.
//
//     int main(int argc, char** argv) {
//         lockstep::Program program{"lesson03", "Three threads that take turns.",
//                                   "lesson03 pipeline --stocks 12 --batch 5"};
//         program.options().option("--stocks", stocks, "how many");
//         return program.run(argc, argv, [&] { return download(stocks); });
//     }
//
// Exit codes: what the body returns; 1 and one line on standard error when it throws or
// when standard output was lost, as on a full disk; 2 for a command line that cannot be
// understood; 130 (128 + signal) when it was interrupted and the body returned 0.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>

#include "common/command_line.hpp"
#include "common/interrupt.hpp"
#include "common/pace.hpp"

namespace lockstep {

class Program {
  public:
    Program(std::string name, const std::string& purpose, const std::string& example);
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    // Subcommands may be added too; these options work before and after the subcommand.
    CommandLine options() const { return command_line_.options(); }

    // Runs after the command line was understood and before the first thread: here child
    // processes can be forked. Ctrl-C still ends the process at once. What it throws is
    // reported as if the body had thrown it, and the body does not run.
    void before_threads(std::function<void()> hook) { before_threads_ = std::move(hook); }

    int run(int argc, char** argv, const std::function<int()>& body);

    // Within the body.
    std::stop_token stop_token() const { return interrupt_->token(); }
    Pace& pace() { return *pace_; }
    bool lanes() const { return lanes_; }

  private:
    int parse_and_run(int argc, char** argv, const std::function<int()>& body);
    std::optional<int> parse(int argc, char** argv);
    int run_body(const std::function<int()>& body);

    std::string name_;
    ProgramCommandLine command_line_;
    bool step_ = false;
    bool slow_ = false;
    bool lanes_ = false;
    std::function<void()> before_threads_ = [] {};
    std::optional<Interrupt> interrupt_;  // there while the body runs, and so is pace_
    std::optional<Pace> pace_;
};

}  // namespace lockstep
