// lockstep-explore on a whole program.
#include <doctest/doctest.h>

#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

using lockstep::test::contains;
using lockstep::test::run_program;

TEST_CASE("a whole program that fails in one schedule is shown with that schedule") {
    const auto result = run_program({LOCKSTEP_EXPLORE, LOCKSTEP_EXPLORED_ACCOUNT});
    CHECK(result.exit_code == 1);
    CHECK(contains(result.out, "the program ends with exit code 1"));
    CHECK(contains(result.out, "account.cpp:"));
    CHECK(contains(result.out, "it printed: balance: -100"));
}

TEST_CASE("a whole program that is right passes with its bound") {
    const auto result =
        run_program({LOCKSTEP_EXPLORE, LOCKSTEP_EXPLORED_ACCOUNT, "locked"});
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "with at most 2 preemptions"));
}

TEST_CASE("alone an explored program runs as always") {
    const auto result = run_program({LOCKSTEP_EXPLORED_ACCOUNT, "locked"});
    CHECK(result.exit_code == 0);
    CHECK(result.out == "balance: 0\n");
}

TEST_CASE("lockstep-explore refuses what has no hooks and says how to build it") {
    const auto result = run_program({LOCKSTEP_EXPLORE, "/bin/true"});
    CHECK(result.exit_code == 2);
    CHECK(contains(result.err, "/bin/true: no such program, or it was not built"));
    const auto help = run_program({LOCKSTEP_EXPLORE, "--help"});
    CHECK(help.exit_code == 0);
    CHECK(contains(help.out, "Example:"));
}

TEST_CASE("threads for which main does not wait go as far as they can") {
    const auto wrong = run_program({LOCKSTEP_EXPLORE, LOCKSTEP_EXPLORED_ERRAND});
    CHECK(wrong.exit_code == 1);
    CHECK(contains(wrong.out, "does not hold: packed"));
    const auto right =
        run_program({LOCKSTEP_EXPLORE, LOCKSTEP_EXPLORED_ERRAND, "patient"});
    CHECK(right.exit_code == 0);
    CHECK(contains(right.out, "with at most 2 preemptions"));
}

TEST_CASE("a long program is explored as far as its steps last") {
    const auto result = run_program({LOCKSTEP_EXPLORE, "--schedules", "3", "--random",
                                     "3", LOCKSTEP_EXPLORED_ACCOUNT, "often"});
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "passed 3 schedules, and 3 random ones"));
    const auto limited = run_program(
        {LOCKSTEP_EXPLORE, "--steps", "1000", LOCKSTEP_EXPLORED_ACCOUNT, "often"});
    CHECK(limited.exit_code == 1);
    CHECK(contains(limited.out, "it has not ended after 1000 steps"));
}

TEST_CASE("main may leave by pthread_exit and the others go on") {
    const auto result =
        run_program({LOCKSTEP_EXPLORE, LOCKSTEP_EXPLORED_ERRAND, "patient", "exit"});
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "with at most 2 preemptions"));
}
