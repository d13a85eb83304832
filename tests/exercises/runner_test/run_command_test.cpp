#include <filesystem>
#include <fstream>
#include <system_error>
#include <thread>

#include <doctest/doctest.h>

#include "exercises/runner/run_command.hpp"
#include "tests/exercises/runner_test/fake_house.hpp"
#include "tests/support/contains.hpp"
#include "tests/support/may_take.hpp"

using namespace lockstep::test;
using lockstep::learn::Command;
using lockstep::learn::run_command;

namespace {

Command shell(const std::string& script) {
    return {{"sh", "-c", script}};
}

bool lives_still(std::string pid) {
    while (pid.ends_with('\n')) pid.pop_back();
    return std::filesystem::exists("/proc/" + pid);
}

}  // namespace

TEST_CASE("a command's streams and its exit code come back") {
    const auto both = run_command(shell("echo out; echo err >&2; exit 7"));
    CHECK(both.out == "out\n");
    CHECK(both.err == "err\n");
    CHECK(both.exit_code == 7);
    CHECK(run_command(shell("kill -KILL $$")).exit_code == 128 + 9);
    auto together = shell("echo out; echo err >&2");
    together.errors_among_output = true;
    CHECK(run_command(together).out == "out\nerr\n");
}

TEST_CASE("a command gets our environment with its own over it and no input") {
    auto command = shell("cat; echo $HOME $LOCKSTEP_TEST");
    command.environment = {"HOME=/nowhere", "LOCKSTEP_TEST=yes"};
    CHECK(run_command(command).out == "/nowhere yes\n");
}

TEST_CASE("a program that is not there is an error that names it") {
    CHECK_THROWS_WITH_AS(run_command({{"lockstep-no-such-program"}}),
                         doctest::Contains("lockstep-no-such-program"),
                         std::system_error);
}

TEST_CASE("of a flood of output the end is kept") {
    const auto flood = run_command(shell("yes | head -c 30000000; echo the end"));
    CHECK(flood.out.size() < 20'000'000);
    CHECK(flood.out.ends_with("y\nthe end\n"));
}

TEST_CASE("a command that is late is killed with all that it started") {
    const lockstep::test::MaySleep killing{std::chrono::seconds{10},
                                           "whoever ignores SIGTERM is given a second"};
    auto command =
        shell("trap '' TERM; (setsid sh -c 'trap \"\" TERM; echo $$; while :; do sleep "
              "100; done') & sleep 100 & wait; while :; do sleep 100; done");
    command.limit = std::chrono::milliseconds{300};
    const auto outcome = run_command(command);
    CHECK(outcome.timed_out);
    CHECK_FALSE(outcome.stopped);
    REQUIRE_FALSE(outcome.out.empty());
    CHECK_FALSE(lives_still(outcome.out));
}

TEST_CASE("what a command leaves behind ends with it") {
    const auto outcome = run_command(shell("setsid sleep 1000 & echo $!"));
    CHECK(outcome.exit_code == 0);
    CHECK_FALSE(lives_still(outcome.out));
}

TEST_CASE("a stop request ends a command and it may clean up before") {
    const TemporaryFolder folder;
    const std::string begun = folder.path() + "/begun";
    std::stop_source stop;
    lockstep::learn::Outcome outcome;
    {
        const std::jthread runs{[&] {
            outcome = run_command(shell("trap 'echo cleaned; exit 3' TERM; echo >" +
                                        begun + "; while :; do sleep 0.01; done"),
                                  stop.get_token());
        }};
        while (!std::filesystem::exists(begun)) std::this_thread::yield();
        stop.request_stop();
    }
    CHECK(outcome.stopped);
    CHECK(outcome.exit_code == 3);
    CHECK(contains(outcome.out, "cleaned"));
}

TEST_CASE("a stop that was requested before ends a command at once") {
    std::stop_source stop;
    stop.request_stop();
    CHECK(run_command(shell("exec sleep 1000"), stop.get_token()).stopped);
}
