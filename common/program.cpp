#include "common/program.hpp"

#include <csignal>
#include <cstdlib>
#include <exception>
#include <sstream>

#include <CLI/CLI.hpp>
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

// CLI11 says "--stocks: 1 required INT:INT in [1 - 1000] missing", and "A subcommand is
// required" where one is misspelt.
std::string in_plain_words(const CLI::ParseError& error, const CLI::App& app) {
    const std::vector<std::string> unknown = app.remaining(true);
    if (!unknown.empty()) return fmt::format("not expected: {}", fmt::join(unknown, " "));
    const std::string text = error.what();
    const bool missing = text.ends_with(" missing");
    const std::size_t required = text.find(": 1 required ");
    if (!missing || required == text.npos) return text;
    return text.substr(0, required) + ": a value is missing";
}

void complain(std::string_view program, std::string_view text) {
    say_plain_error("{}: {}", program, visible(text));
}

}  // namespace

Program::Program(std::string name, const std::string& purpose, const std::string& example)
    : name_{std::move(name)}, app_{std::make_unique<CLI::App>(purpose, name_)} {
    app_->footer("Example: " + example);
    app_->fallthrough();  // subcommands that are added later inherit both
    app_->require_subcommand(0, 1);
    CLI::Option* step = app_->add_flag(
        "--step", step_, "wait for Enter at each hand-over, to predict what comes");
    app_->add_flag("--slow", slow_, "wait a moment at each hand-over, to watch")
        ->excludes(step);
    app_->add_flag("--lanes", lanes_, "draw a column per thread");
}

Program::~Program() = default;

int Program::run(int argc, char** argv, const std::function<int()>& body) {
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

// Subcommands do not list the options of the program itself, so they are told at the end.
void Program::explain_in_subcommands() {
    for (CLI::App* subcommand : app_->get_subcommands({})) {
        subcommand->footer("Also: --step, --slow, --lanes (see " + name_ +
                           " --help)\n\n" + app_->get_footer());
    }
}

// An exit code when there is nothing to run: --help, or a mistake.
std::optional<int> Program::parse(int argc, char** argv) {
    explain_in_subcommands();
    try {
        app_->parse(argc, argv);
        return std::nullopt;
    } catch (const CLI::Success& help) {
        std::ostringstream text;
        app_->exit(help, text, text);
        console::write_plain(text.str());
        return EXIT_SUCCESS;
    } catch (const CLI::ParseError& error) {
        complain(name_,
                 fmt::format("{} (try {} --help)", in_plain_words(error, *app_), name_));
        return usage_error;
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
