#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_command.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <thread>

#include <fmt/ranges.h>

#include "common/console.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/in_python.hpp"

namespace lockstep {
namespace {

std::vector<std::string> method_names() {
    std::vector<std::string> names;
    for (const Method method : all_methods) names.push_back(to_string(method));
    return names;
}

// `names` must hold it.
Method method_named(const std::string& name) {
    return *std::ranges::find(all_methods, name,
                              [](Method method) { return to_string(method); });
}

// Short runs are repeated, and the best counts: it was disturbed least.
constexpr std::chrono::milliseconds long_enough{100};
constexpr int most_runs = 5;

}  // namespace

const std::vector<std::string>& engine_names() {
    static const std::vector<std::string> names{"serial", "threads", "processes"};
    return names;
}

int cores() {
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

ArmstrongCommand::ArmstrongCommand(Program& program, const CommandLine& options)
    : program_{program},
      methods_{method_names()},
      engines_{engine_names()},
      workers_{cores()} {
    options.option("--from", range_.begin, "the first number").show_default();
    options.option("--to", range_.end, "search below this number").show_default();
    options.option("--method", methods_, "naive, table, multisets (all of them)")
        .one_of(method_names());
    options.option("--engine", engines_, "serial, threads, processes (all of them)")
        .one_of(engine_names());
    options.option("--workers", workers_, "threads, and processes")
        .between(1, 64)
        .show_default();
    options.option("--python-to", python_to_, "Python's numbers end here; 0: no Python")
        .between(0, 100'000'000)
        .show_default();
    options.when_chosen([this] {
        if (range_.begin > range_.end)
            throw UsageError{"--from: must not be larger than --to"};
    });
}

void ArmstrongCommand::start() {
    for (const std::string& method : methods_)
        searches_.push_back(search_range(range_, method_named(method)));
    if (std::ranges::count(engines_, "processes") > 0) team_.emplace(workers_, searches_);
}

int ArmstrongCommand::run() {
    say_plain("Armstrong numbers from {} on, below {}. {} {}, {} {}.\n\n", range_.begin,
              range_.end, workers_, workers_ == 1 ? "worker" : "workers", cores(),
              cores() == 1 ? "core" : "cores");
    const bool agreed = print_table();
    if (program_.stop_token().stop_requested()) return EXIT_SUCCESS;
    if (!agreed) return EXIT_FAILURE;
    say_plain("\n{} found{}{}\n", found_.size(), found_.empty() ? "" : ": ",
              fmt::join(found_, " "));
    say_plain("\nIn C++ threads and processes both use all cores that are free: nothing "
              "makes threads take turns.\n");
    if (python_to_ > 0) print_python_beside(python_to_, workers_, program_.stop_token());
    return EXIT_SUCCESS;
}

// False when two results differ. Stops early, without a word, when a stop was requested.
bool ArmstrongCommand::print_table() {
    say_plain("{:<11} {:<11} {:>11} {:>9}\n", "method", "engine", "time", "speed-up");
    bool first = true;
    for (std::size_t i = 0; i < searches_.size(); ++i) {
        double alone = 0;  // the first engine's time, usually the serial one
        for (const std::string& engine : engines_) {
            const Measured now = measure(engine, i);
            if (program_.stop_token().stop_requested()) return true;
            if (alone == 0) alone = now.seconds;
            say_plain("{:<11} {:<11} {:>9.5f} s {:>9.2f}\n", methods_[i], engine,
                      now.seconds, alone / now.seconds);
            if (first) found_ = now.terms;
            first = false;
            if (now.terms != found_) {
                say_plain_error("{} with {} found other numbers: {}\n", methods_[i],
                                engine, fmt::join(now.terms, " "));
                return false;
            }
        }
    }
    return true;
}

ArmstrongCommand::Measured ArmstrongCommand::measure(const std::string& engine,
                                                     std::size_t search) {
    using Clock = std::chrono::steady_clock;
    Measured best{{}, 1e300};
    const auto begin = Clock::now();
    for (int run = 0; run < most_runs && Clock::now() - begin < long_enough; ++run) {
        const auto start = Clock::now();
        best.terms = search_once(engine, search);
        const std::chrono::duration<double> passed = Clock::now() - start;
        best.seconds = std::min(best.seconds, passed.count());
    }
    return best;
}

Terms ArmstrongCommand::search_once(const std::string& engine, std::size_t search) {
    const Watch watch{program_.stop_token(), [] {}};
    if (engine == "serial") return run_serial(searches_[search], watch);
    if (engine == "threads") return run_threads(searches_[search], workers_, watch);
    return team_->run(search, watch);
}

Command armstrong_command(Program& program) {
    const CommandLine options = program.options().subcommand(
        "armstrong", "Armstrong numbers: methods, threads, processes, and the times");
    return command(options, std::make_shared<ArmstrongCommand>(program, options));
}

}  // namespace lockstep
