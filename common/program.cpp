#include "common/program.hpp"

#include <csignal>
#include <cstdlib>
#include <exception>

#include <fcntl.h>

#include "common/console.hpp"
#include "common/visible_text.hpp"

namespace lockstep {
namespace {

constexpr int usage_error = 2;

// Began with one of the three closed? Then the next file or socket would get its number,
// and our lines with it.
void open_missing_standard_streams() {
    for (int stream : {0, 1, 2}) {
        if (::fcntl(stream, F_GETFD) < 0) (void)::open("/dev/null", O_RDWR);
    }
}

void complain(std::string_view program, std::string_view text) {
    say_plain_error("{}: {}", program, visible(text));
}

}  // namespace

Program::Program(std::string name, const std::string& purpose, const std::string& example)
    : name_{std::move(name)}, command_line_{name_, purpose, example} {
    const auto step = options().flag(
        "--step", step_, "wait for Enter at each hand-over, to predict what comes");
    options()
        .flag("--slow", slow_, "wait a moment at each hand-over, to watch")
        .excludes(step);
    options().flag("--lanes", lanes_, "draw a column per thread");
}

int Program::run(int argc, char** argv, const std::function<int()>& body) {
    const int exit_code = parse_and_run(argc, argv, body);
    const std::string lost = console::failure();
    if (lost.empty()) return exit_code;
    complain(name_, fmt::format("error: standard output was lost: {}", lost));
    return exit_code == EXIT_SUCCESS ? EXIT_FAILURE : exit_code;
}

int Program::parse_and_run(int argc, char** argv, const std::function<int()>& body) {
    open_missing_standard_streams();
    // A reader that leaves, as head does, is no reason to die.
    std::signal(SIGPIPE, SIG_IGN);
    name_thread("main");
    if (const auto exit_code = parse(argc, argv)) return *exit_code;
    const int before = run_body([this] { return before_threads_(), EXIT_SUCCESS; });
    if (before != EXIT_SUCCESS) return before;

    interrupt_.emplace();
    pace_.emplace(step_   ? Pace::Mode::step
                  : slow_ ? Pace::Mode::slow
                          : Pace::Mode::full_speed,
                  interrupt_->token());
    int exit_code = run_body(body);
    if (exit_code == EXIT_SUCCESS) exit_code = interrupt_->exit_code();
    pace_.reset();
    interrupt_.reset();
    return exit_code;
}

// An exit code when there is nothing to run: --help, or a mistake.
std::optional<int> Program::parse(int argc, char** argv) {
    try {
        const auto help = command_line_.read(argc, argv, "--step, --slow, --lanes");
        if (!help) return std::nullopt;
        console::write_plain(*help);
        return EXIT_SUCCESS;
    } catch (const UsageError& error) {
        complain(name_, fmt::format("{} (try {} --help)", error.what(), name_));
        return usage_error;
    }
}

int Program::run_body(const std::function<int()>& body) {
    try {
        return body();
    } catch (const std::exception& error) {
        complain(name_, fmt::format("error: {}", error.what()));
    } catch (...) {
        complain(name_, "error: something was thrown that is no std::exception");
    }
    return EXIT_FAILURE;
}

}  // namespace lockstep
