// lockstep-explore: runs a whole program, built with the hooks, under every interleaving
// of its threads within stated bounds, and shows the one that fails.
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

namespace {

// Why it cannot be explored; empty when it can.
std::string_view obstacle(const std::string& program) {
    std::ifstream file{program, std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    const auto has = [&](const char* name) {
        return bytes.find(name) != std::string::npos;
    };
    if (!has("liblockstep_explorer.so") || !has("__tsan_func_entry"))
        return "no such program, or it was not built with the hooks";
    if (has("libtsan.so") || has("__tsan_on_report"))
        return "it has the runtime of ThreadSanitizer in it: give -fsanitize=thread to "
               "the compiler alone and not to the linker";
    return "";
}

int run(const std::vector<std::string>& command) {
    std::vector<char*> arguments;
    for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execv(arguments.front(), arguments.data());
    fmt::print(stderr, "lockstep-explore: cannot run {}: {}\n", command.front(),
               std::strerror(errno));
    return 2;
}

void tell(const char* variable, const std::string& value) {
    if (!value.empty()) ::setenv(variable, value.c_str(), 1);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Runs a program under every interleaving of its threads, within bounds.",
                 "lockstep-explore"};
    app.footer(
        "Example: lockstep-explore --preemptions 2 ./philosophers 3\n"
        "Exit code: 0 all schedules passed, 1 one fails, 2 it cannot be explored.");
    std::string preemptions, schedules, random, seed, steps, replay, trace, html;
    bool picks = false;
    std::vector<std::string> command;
    const auto number = CLI::Range(0, 1'000'000'000);
    app.add_option("--preemptions", preemptions, "at most so many in a schedule (2)")
        ->check(number);
    app.add_option("--schedules", schedules, "at most so many in order (2000)")
        ->check(number);
    app.add_option("--random", random, "and so many in random order (500)")
        ->check(number);
    app.add_option("--seed", seed, "of the first random one (1)")->check(number);
    app.add_option("--steps", steps, "more in one schedule is a failure (500000)")
        ->check(CLI::Range(1, 500'000));
    app.add_option("--replay", replay, "run one schedule again, by its text");
    app.add_option("--trace", trace, "write the schedule to this file, as JSON");
    app.add_option("--html", html, "and to this one, as a page to step through");
    app.add_flag("--pick", picks, "ask at every choice what happens");
    app.add_option("PROGRAM", command, "built by add_explored_program, and its arguments")
        ->required();
    app.positionals_at_end();
    CLI11_PARSE(app, argc, argv);

    if (const auto why = obstacle(command.front()); !why.empty()) {
        fmt::print(stderr, "lockstep-explore: {}: {} (see tests/explorer/README.md)\n",
                   command.front(), why);
        return 2;
    }
    ::setenv("LOCKSTEP_EXPLORE", "1", 1);
    tell("LOCKSTEP_EXPLORE_PREEMPTIONS", preemptions);
    tell("LOCKSTEP_EXPLORE_SCHEDULES", schedules);
    tell("LOCKSTEP_EXPLORE_RANDOM", random);
    tell("LOCKSTEP_EXPLORE_SEED", seed);
    tell("LOCKSTEP_EXPLORE_STEPS", steps);
    tell("LOCKSTEP_REPLAY", replay);
    tell("LOCKSTEP_EXPLORE_PICK", picks ? "1" : "");
    tell("LOCKSTEP_TRACE", trace);
    tell("LOCKSTEP_TRACE_HTML", html);
    return run(command);
}
