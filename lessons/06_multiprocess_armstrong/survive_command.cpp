#include "lessons/06_multiprocess_armstrong/survive_command.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include <unistd.h>

#include "common/console.hpp"
#include "lessons/06_multiprocess_armstrong/survive_report.hpp"

namespace lockstep {

CLI::App* SurviveCommand::add_options() {
    auto* app = program_.options().add_subcommand(
        "survive", "a search that goes on when its workers are killed");
    app->add_option("--to", to_, "search the numbers below this")
        ->check(CLI::Range(Number{1}, Number{1'000'000'000'000}));
    app->add_option("--ranges", ranges_, "in so many ranges")
        ->check(CLI::Range(Number{1}, Number{100'000}));
    app->add_option("--workers", settings_.workers, "worker processes")
        ->check(CLI::Range(1, 64));
    app->add_option("--pause", pause_ms_,
                    "ms that a worker waits in each range, to watch")
        ->check(CLI::Range(0, 60'000));
    app->add_option("--tries", settings_.tries, "workers that a range may cost")
        ->check(CLI::Range(1, 1000));
    app->add_option("--patience", patience_ms_, "ms that a range may take")
        ->check(CLI::Range(1, 3'600'000));
    app->add_option("--kills", kills_, "kill so many workers at random")
        ->check(CLI::Range(0, 10'000));
    app->add_option("--seed", seed_, "of the random kills");
    app->add_option("--deadly", deadly_, "a worker that meets this number dies");
    return app;
}

Worker SurviveCommand::start_worker(int number) const {
    return start_worker_anew(fmt::format("worker {}", number),
                             {"worker", std::to_string(::getpid()), "--pause",
                              std::to_string(pause_ms_), "--deadly",
                              std::to_string(deadly_)});
}

int SurviveCommand::run() {
    // A kill by chance is not the range's fault.
    settings_.tries = std::max(settings_.tries, kills_ + 1);
    settings_.patience = std::chrono::milliseconds{patience_ms_};
    SurviveReporter reporter{program_.pace(), kills_, seed_};
    Coordinator coordinator{
        settings_, [this](int number) { return start_worker(number); }, reporter};
    const WorkReport report =
        coordinator.run(cut(Range{0, to_}, ranges_), program_.stop_token());
    print(report);
    const bool interrupted = program_.stop_token().stop_requested();
    return report.complete() || interrupted ? EXIT_SUCCESS : EXIT_FAILURE;
}

Command survive_command(Program& program) {
    const auto survive = std::make_shared<SurviveCommand>(program);
    return command(survive->add_options(), survive);
}

}  // namespace lockstep
