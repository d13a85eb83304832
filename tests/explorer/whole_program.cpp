// A whole program instead of a body: its main() is what is explored, each schedule in a
// process of its own. `lockstep-explore` says so in the environment.
#include <array>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <sys/personality.h>
#include <unistd.h>

#include "tests/explorer/explore.hpp"
#include "tests/explorer/messages.hpp"
#include "tests/explorer/pick.hpp"
#include "tests/explorer/report.hpp"
#include "tests/explorer/runtime/real.hpp"
#include "tests/explorer/runtime/scheduler.hpp"
#include "tests/explorer/trace/lanes.hpp"
#include "tests/explorer/whole_program.hpp"
#include "tests/explorer/worker.hpp"

namespace lockstep::explorer {
namespace {

using Main = int (*)(int, char**, char**);

Main program_main = nullptr;

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

ExploreOptions options_from_environment() {
    ExploreOptions options;
    options.preemptions =
        static_cast<int>(number_from("LOCKSTEP_EXPLORE_PREEMPTIONS", 2));
    options.schedules = number_from("LOCKSTEP_EXPLORE_SCHEDULES", 2000);
    options.random_schedules = number_from("LOCKSTEP_EXPLORE_RANDOM", 500);
    options.steps =
        static_cast<std::uint32_t>(number_from("LOCKSTEP_EXPLORE_STEPS", 500'000));
    // Who asks for a number of schedules gets it.
    const bool asked = std::getenv("LOCKSTEP_EXPLORE_SCHEDULES") != nullptr ||
                       std::getenv("LOCKSTEP_EXPLORE_RANDOM") != nullptr;
    options.steps_in_all = asked ? 0 : 4'000'000;
    options.seed = number_from("LOCKSTEP_EXPLORE_SEED", 1);
    options.whole_program = true;
    return options;
}

// Where the system puts a program, and what is in it, is chosen at random: a program that
// orders by addresses, or by thread ids, would do something else each time. So it starts
// once more without that. Where that is forbidden it goes on as it is.
void start_at_the_same_addresses(char** argv, char** environment) {
    const int now = ::personality(0xffffffff);
    if (now < 0 || (now & ADDR_NO_RANDOMIZE) != 0) return;
    if (::personality(static_cast<unsigned long>(now) | ADDR_NO_RANDOMIZE) < 0) return;
    std::array<char, PATH_MAX> self{};
    if (::readlink("/proc/self/exe", self.data(), self.size() - 1) > 0)
        ::execve(self.data(), argv, environment);
    ::personality(static_cast<unsigned long>(now));
}

// Without the folder: wherever it is called from, a replay text fits.
std::string_view name_of(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

// Its result becomes the exit code: 0 passed, 1 a schedule fails, 2 it cannot be
// explored.
int explore_main(int argc, char** argv, char** environment) {
    messages();  // now, and not under a scheduler
    const auto body = [&] { end_of_main(program_main(argc, argv, environment)); };
    try {
        if (std::getenv("LOCKSTEP_EXPLORE_PICK") != nullptr)
            return pick(name_of(argv[0]), body, options_from_environment());
        const auto report =
            explorer::explore(name_of(argv[0]), body, options_from_environment());
        std::fputs(summary(name_of(argv[0]), report, wants_colour()).c_str(), stdout);
        const bool cannot = report.verdict == ExplorerVerdict::not_supported ||
                            report.verdict == ExplorerVerdict::not_instrumented;
        return cannot ? 2 : report.passed() ? 0 : 1;
    } catch (const std::exception& error) {
        fmt::print(stderr, "lockstep-explore: {}\n", error.what());
        return 2;
    }
}

}  // namespace

// main() ends all threads, as exit() does. Those that it has not waited for may come as
// far as they can before.
void end_of_main(int exit_code) {
    const Controlled me;
    std::fflush(nullptr);
    if (me) scheduler->perform(*me, {.what = What::end, .gives_way = true});
    if (exit_code != 0 && me)
        scheduler->fail(Verdict::assertion_failed, &*me, nullptr,
                        say("reason.exit_code"_key, fmt::arg("code", exit_code)));
    schedule_is_over();
}

namespace {

bool is_whole_program() {
    return program_main != nullptr && std::getenv("LOCKSTEP_EXPLORE") != nullptr;
}

// A body that is only a part of a program must come to its end: what is after the call
// would not be explored.
void leave(const char* name, int code) {
    if (current == nullptr || current->inside) return;
    if (is_whole_program()) end_of_main(code);
    const Controlled me;
    scheduler->fail(Verdict::not_supported, &*me, nullptr, name);
}

// The destructors of what is on its stack do not run.
[[noreturn]] void end_of_first_thread(bool of_whole_program) {
    const Controlled me;
    if (!of_whole_program)
        scheduler->fail(Verdict::not_supported, &*me, nullptr,
                        "pthread_exit in the thread that runs the body");
    scheduler->wait_for_the_others();
    schedule_is_over();
}

}  // namespace
}  // namespace lockstep::explorer

using namespace lockstep::explorer;

extern "C" {

// What calls main(), in libc.
int __libc_start_main(Main main, int argc, char** argv, void (*init)(), void (*fini)(),
                      void (*rtld_fini)(), void* stack_end) {
    program_main = main;
    const bool explored = std::getenv("LOCKSTEP_EXPLORE") != nullptr;
    start_at_the_same_addresses(argv, argv + argc + 1);
    return REAL(__libc_start_main)(explored ? explore_main : main, argc, argv, init, fini,
                                   rtld_fini, stack_end);
}

// Main has its own end: the program goes on until all others have theirs.
void pthread_exit(void* result) {
    if (current != nullptr && !current->inside && current->id == 0)
        end_of_first_thread(is_whole_program());
    REAL(pthread_exit)(result);
    __builtin_unreachable();
}

#define LEAVE(function, code)                                                            \
    leave(#function, code);                                                              \
    REAL(function)(code);                                                                \
    __builtin_unreachable()

void exit(int code) {
    LEAVE(exit, code);
}
void quick_exit(int code) noexcept {
    LEAVE(quick_exit, code);
}
void _Exit(int code) noexcept {
    LEAVE(_Exit, code);
}
void _exit(int code) {
    LEAVE(_exit, code);
}
}
