// Test programs tell a test that hangs from one that takes its time.
#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <string>

#include "tests/support/contains.hpp"
#include "tests/support/may_take.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep::test;
using namespace std::chrono_literals;

namespace {

RunResult run_case(const std::string& name, const RunOptions& options = {}) {
    const MaySleep until_it_is_told{20s, "it has a watcher of its own"};
    return run_program({LOCKSTEP_WATCH_CASES, "--test-case=" + name}, options);
}

bool is_gone(pid_t process) {
    return ::kill(process, 0) != 0;
}

}  // namespace

TEST_CASE("a test whose threads all sleep is said to hang and is ended") {
    const auto result = run_case("two threads wait for each other");
    CHECK(result.exit_code == 1);
    CHECK(contains(result.err, "two threads wait for each other\n"
                               "hangs: all 2 threads sleep\n"));
    CHECK(contains(result.err, "in futex"));
    CHECK(contains(result.out, "told before it hangs"));
}

TEST_CASE("a child process that hangs is told and ended with its test") {
    const auto result = run_case("a child process waits for ever");
    CHECK(result.exit_code == 1);
    CHECK(contains(result.err, "threads sleep\n"));
    CHECK(contains(result.err, "  sleep  in clock_nanosleep\n"));
}

TEST_CASE("a loop without an end is told as that") {
    for (const auto* name :
         {"a loop without an end", "a child process computes without an end"}) {
        const auto result = run_case(name);
        CHECK(result.exit_code == 1);
        CHECK(contains(result.err, name));
        CHECK(contains(result.err, "comes to no end"));
    }
}

TEST_CASE("a test that says so may sleep and one whose child works does not hang") {
    CHECK(run_case("sleeps for 3 s and says so").exit_code == 0);
    CHECK(run_case("sleeps while its child works for 2 s").exit_code == 0);
}

TEST_CASE("who looks for the fault can turn the watch off") {
    const std::string name = "sleeps for 2 s and does not say so";
    CHECK(run_case(name).exit_code == 1);
    CHECK(run_case(name, {.environment = {"LOCKSTEP_WATCH=off"}}).exit_code == 0);
}

TEST_CASE("how a test ends is how its program ends") {
    CHECK(run_case("fails").exit_code == 1);
    CHECK(run_case("is killed").exit_code == 128 + SIGKILL);
}

TEST_CASE("nothing that a test has started is left when it has ended") {
    const auto result = run_case("leaves a process behind");
    CHECK(result.exit_code == 0);
    CHECK(is_gone(std::stoi(result.err)));
}
