// `lesson06 worker`: one worker process of `survive`.
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <thread>

#include "lessons/06_multiprocess_armstrong/armstrong/range_worker.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/survive_command.hpp"

namespace lockstep {
namespace {

struct WorkerCommand {
    CommandLine add_options(Program& program);
    // All of it happens before threads start: so signals have their plain meaning here,
    // and `kill PID` ends a worker as `kill -9 PID` does.
    void start();
    int run() const { return exit_code; }

    pid_t parent = 0;
    int pause_ms = 0;
    Number deadly = 0;
    int exit_code = EXIT_FAILURE;
};

CommandLine WorkerCommand::add_options(Program& program) {
    const auto app = program.options().subcommand("worker", "");  // hidden
    app.option("PARENT", parent).required();
    app.option("--pause", pause_ms);
    app.option("--deadly", deadly);
    return app;
}

void WorkerCommand::start() {
    MessageChannel coordinator{socket_from_parent(parent)};
    exit_code = serve_ranges(coordinator, [this](Range range) {
        const bool meets = deadly != 0 && range.begin <= deadly && deadly < range.end;
        if (meets) std::raise(SIGKILL);
        std::this_thread::sleep_for(
            std::chrono::milliseconds{pause_ms});  // to be watched
        return armstrong_in(range, Method::table);
    });
}

}  // namespace

Command worker_command(Program& program) {
    const auto worker = std::make_shared<WorkerCommand>();
    return command(worker->add_options(program), worker);
}

}  // namespace lockstep
