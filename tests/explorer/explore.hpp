// Runs a small test body under every interleaving of its threads, within stated bounds,
// and shows the one that fails.
//
//     TEST_CASE("two threads count to two") {
//         const auto report = lockstep::explore("counter", [] {
//             std::atomic<int> counter{0};
//             {
//                 std::jthread one{[&] { ++counter; }};
//                 std::jthread two{[&] { ++counter; }};
//             }
//             lockstep::expect(counter == 2, "both have counted");
//         });
//         CHECK_MESSAGE(report.passed(), report.text);
//     }
//
// The body is plain code over std:: or POSIX threads, in a program that add_explored_test
// has built. It runs thousands of times, in processes of its own, and must do the same
// each time: no random numbers, no clocks of its own, no sockets, no files.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

enum class ExplorerVerdict {
    passed,
    assertion_failed,
    exception_escaped,
    deadlock,
    lost_wake_up,  // a deadlock of one who was notified before it waited
    livelock,
    data_race,
    crash,
    step_limit,
    endless_loop,
    destroyed_object,
    use_after_free,
    not_the_owner,
    not_deterministic,
    not_supported,
    not_instrumented
};

struct ExploreOptions {
    int preemptions = 2;  // at most so many interferences in a schedule, all schedules
    std::uint64_t schedules = 20000;  // at most so many of those
    std::uint64_t random_schedules = 1000;
    std::uint64_t seed = 1;   // of the first random one, the next has the next number
    int early_wakes = 1;      // spurious wake-ups and early time-outs in a schedule
    bool weak_memory = true;  // loads may return older values that the standard allows
    std::uint32_t steps = 20000;     // in a schedule: more is a failure
    std::uint64_t steps_in_all = 0;  // in order, and again in random order; 0: no limit
    bool whole_program = false;      // set by lockstep-explore
    // Parts of paths, such as "/lessons/". What happens in such a file is told in one
    // row, with the line that calls it.
    std::vector<std::string> libraries = {};
};

namespace explorer {
struct Trace;
}

struct ExploreReport {
    ExplorerVerdict verdict = ExplorerVerdict::passed;
    bool passed() const { return verdict == ExplorerVerdict::passed; }

    // Passed: all those within complete_preemptions, each counted once, and the random
    // ones. Otherwise as `runs`.
    std::uint64_t schedules = 0;
    std::uint64_t runs = 0;    // of the body: each larger bound runs the smaller again
    std::uint64_t pruned = 0;  // of them, those that went on where others had been
    std::uint64_t random_schedules = 0;  // of them, in random order
    int complete_preemptions = -1;       // all schedules with at most so many were run
    std::string reason;                  // in one or two sentences
    std::string trace;                   // a lane for each thread, an event a row
    std::string replay;                  // runs the failing schedule again
    std::string output;                  // what the body printed in that schedule
    std::string text;                    // all of it, to print
    // The same schedule for programs; null when there is none to show.
    std::shared_ptr<const explorer::Trace> told;
};

namespace explorer {
// Written by explore() in the program that is explored: without the compiler's hooks
// nobody notices.
extern volatile int canary;
ExploreReport explore(std::string_view name, const std::function<void()>& body,
                      const ExploreOptions& options);
void failed_check(std::string_view what);
}  // namespace explorer

// Blocks until there is a verdict. The caller must be the only thread of its process.
// Where LOCKSTEP_REPLAY is set, only that schedule is run.
inline ExploreReport explore(std::string_view name, const std::function<void()>& body,
                             const ExploreOptions& options = {}) {
    explorer::canary = 1;
    return explorer::explore(name, body, options);
}

// Within a body: ends the schedule with ExplorerVerdict::assertion_failed. assert() and a
// failing CHECK of doctest do the same.
void expect(bool holds, std::string_view what);

}  // namespace lockstep
