// What graders share. A grader is a test program that is compiled once for each answer to
// its exercise: the learner's, the solution, the wrong ones. It includes the answer by
// `#include LOCKSTEP_ANSWER`, and each of its test cases is one check:
//
//     TEST_CASE("every file is in an archive") {
//         explored([] {
//             Line line;
//             ...
//             expect(line.packed == 7, "seven files are packed");
//         });
//     }
//
// The first check that fails ends the program, with the verdict as one line of JSON, the
// last of standard output. exercises/runner puts it into words.
#pragma once

#include <chrono>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <sys/types.h>

#include "tests/explorer/explore.hpp"

namespace lockstep::grader {

// The answer that this program was compiled with. Its source is held against the rules
// before the first check runs, see rules.hpp.
struct Answer {
    Answer(const char* exercise, const char* file);
};

// Words that this exercise needs although the rules forbid them: const Allows
// allows{"wait_for"};
struct Allows {
    Allows(std::initializer_list<const char*> words);
};

// Inside a body: the check fails unless it holds. From any thread.
void expect(bool holds, std::string_view what);

// Ends the program with the verdict of an exploration that failed.
void judge(const ExploreReport& report);

// The name of the check that runs.
const std::string& check_name();

// The body in every interleaving of its threads. Only for graders that add_exercise
// declares EXPLORED.
inline void explored(const std::function<void()>& body,
                     ExploreOptions options = {.random_schedules = 200}) {
    options.libraries = {"/lessons/", "/common/"};  // they are not the learner's
    judge(lockstep::explore(check_name(), body, options));
}

// The body in a process of its own, with real threads, sockets and children. One in which
// all sleep and nothing will wake them is a hang, told after 1.5 s. One that computes for
// more than 2 s of processor time is endless.
void watched(const std::function<void()>& body);

// In a watched body: runs `wait` in a thread, calls `wake` once that thread sleeps, and
// joins it. Using the processor instead of sleeping is the verdict busy_wait.
void waits_asleep(const std::function<void()>& wait, const std::function<void()>& wake);

// In a watched body: blocks until the thread, of this process, sleeps, and has used no
// processor for twenty looks in a row: it waits for something, not merely for a lock that
// is free in a moment. Using the processor instead is the verdict busy_wait.
void until_asleep(pid_t thread);

}  // namespace lockstep::grader

#ifdef LOCKSTEP_ANSWER
namespace {
const lockstep::grader::Answer the_answer{LOCKSTEP_EXERCISE, LOCKSTEP_ANSWER};
}
#endif
