// A benchmark: contests between ours and peers, run in turn, and goals that are judged.
//
//     Bench bench{"queue", "Items through a queue.", "bench_queue --rounds 9"};
//     bench.contest("1 producer", "million items/s", {{"ours", run_ours}, {"tbb",
//     run_tbb}}); bench.goal({"queue_vs_tbb", "1 producer", "ours", {"tbb"}, 0.9, 2});
//     return bench.run(argc, argv);
//
// Each round measures everybody once, so that a busy minute hits all alike; before each
// round it looks how many cores are free. Exit codes: 0; 1 when a goal falls short or a
// contestant throws; 2 for a command line that cannot be understood.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "tests/bench/judge.hpp"

namespace lockstep::bench {

struct Contestant {
    std::string name;
    // Runs once and returns its rate. `scale` is 1, or small in a quick run: do so much
    // less.
    std::function<double(double scale)> rate;  // empty: not installed
};

class Bench {
  public:
    Bench(const std::string& name, const std::string& purpose,
          const std::string& example);

    void contest(std::string name, std::string unit, std::vector<Contestant> contestants);
    void goal(Goal goal) { goals_.push_back(std::move(goal)); }
    void note(std::string text) { notes_.push_back(std::move(text)); }

    CLI::App& options() { return app_; }
    int run(int argc, char** argv);

  private:
    void measure();

    std::string name_;
    CLI::App app_;
    int rounds_ = 7;
    bool quick_ = false;
    bool json_ = false;
    std::vector<Contest> contests_;
    std::vector<std::vector<Contestant>>
        contestants_;  // of the contest with the same index
    std::vector<Goal> goals_;
    std::vector<std::string> notes_;
    std::vector<double> free_cores_;  // one look before each round, and one at the end
};

}  // namespace lockstep::bench
