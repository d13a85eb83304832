#include "lessons/06_multiprocess_armstrong/armstrong/all_command.hpp"

#include <chrono>
#include <cstdlib>
#include <memory>

#include "common/console.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_all.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_command.hpp"

namespace lockstep {

AllCommand::AllCommand(Program& program, const CommandLine& options)
    : program_{program}, workers_{cores()}, search_{search_all()} {
    options.option("--engine", engine_, "serial, threads or processes")
        .one_of(engine_names())
        .show_default();
    options.option("--workers", workers_, "threads, or processes")
        .between(1, 64)
        .show_default();
}

void AllCommand::start() {
    if (engine_ == "processes") team_.emplace(workers_, std::vector{search_});
}

int AllCommand::run() {
    const auto begin = std::chrono::steady_clock::now();
    Terms terms;
    {
        Progress progress{fmt::format("1 to {} digits", most_digits),
                          static_cast<std::size_t>(search_.pieces)};
        terms = search({program_.stop_token(), [&progress] { progress.advance(); }});
    }
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
    for (const std::string& term : terms) say_plain("{}\n", term);
    if (program_.stop_token().stop_requested()) {
        say_plain("\n{} found until it was interrupted: there are more\n", terms.size());
        return EXIT_SUCCESS;
    }
    say_plain("\n{} Armstrong numbers, and there are no others. {}: {:.2f} s\n",
              terms.size(), who(), passed.count());
    return EXIT_SUCCESS;
}

std::string AllCommand::who() const {
    return engine_ == "serial" ? "1 thread" : fmt::format("{} {}", workers_, engine_);
}

Terms AllCommand::search(const Watch& watch) {
    if (team_) return team_->run(0, watch);
    return engine_ == "serial" ? run_serial(search_, watch)
                               : run_threads(search_, workers_, watch);
}

Command all_command(Program& program) {
    const CommandLine options = program.options().subcommand(
        "all", "all Armstrong numbers there are, the largest with 39 digits");
    return command(options, std::make_shared<AllCommand>(program, options));
}

}  // namespace lockstep
