#include "lessons/06_multiprocess_armstrong/armstrong/survive_command.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include <unistd.h>

#include "common/console.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/survive_report.hpp"

namespace lockstep {

CommandLine SurviveCommand::add_options() {
    const auto app = program_.options().subcommand(
        "survive", "a search that goes on when its workers are killed");
    app.option("--to", to_, "search the numbers below this")
        .between(Number{1}, Number{1'000'000'000'000});
    app.option("--ranges", ranges_, "in so many ranges")
        .between(Number{1}, Number{100'000});
    app.option("--workers", settings_.workers, "worker processes").between(1, 64);
    app.option("--pause", pause_ms_, "ms that a worker waits in each range, to watch")
        .between(0, 60'000);
    app.option("--tries", settings_.tries, "workers that a range may cost")
        .between(1, 1000);
    app.option("--patience", patience_ms_, "ms that a range may take")
        .between(1, 3'600'000);
    app.option("--kills", kills_, "kill so many workers at random").between(0, 10'000);
    app.option("--seed", seed_, "of the random kills");
    app.option("--deadly", deadly_, "a worker that meets this number dies");
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
