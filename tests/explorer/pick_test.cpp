// lockstep-explore --pick: a person, or a test, is the scheduler.
#include <regex>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

using lockstep::test::contains;
using lockstep::test::run_program;
using lockstep::test::RunningProgram;
using lockstep::test::RunResult;

namespace {

RunResult pick(const std::string& program, const std::string& typed) {
    return run_program({LOCKSTEP_EXPLORE, "--pick", program}, {.input = typed});
}

// Main starts both and waits, plato takes a fork, then kant is next and takes the other.
std::string typed_for_deadlock() {
    return "\n2\n" + std::string(20, '\n');
}

std::string replay_in(const std::string& text) {
    static const std::regex pattern{"LOCKSTEP_REPLAY=([0-9a-f.-]+)"};
    std::smatch match;
    return std::regex_search(text, match, pattern) ? match[1].str() : "";
}

}  // namespace

TEST_CASE("at each choice the lanes so far and what each thread would do are shown") {
    const auto result = pick(LOCKSTEP_EXPLORED_DINNER, "1\n1\nq\n");
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "Choice 1"));
    CHECK(contains(result.out, "1  plato: begins"));
    CHECK(contains(result.out, "2  kant: begins"));
    CHECK(contains(result.out, "dinner.cpp:20  std::thread plato"));
    CHECK(contains(result.out, "Who is next?"));
    CHECK(contains(result.out, "left at choice 3; so far: LOCKSTEP_REPLAY=1-"));
}

TEST_CASE("picks that lead into a deadlock are a schedule that can be run again") {
    const auto picked = pick(LOCKSTEP_EXPLORED_DINNER, typed_for_deadlock());
    CHECK(picked.exit_code == 1);
    CHECK(contains(picked.out, "deadlock: no thread can go on"));
    CHECK(contains(picked.out, "plato waits for mutex right_fork, which kant holds"));
    const auto replay = replay_in(picked.out);
    REQUIRE_FALSE(replay.empty());
    const auto again =
        run_program({LOCKSTEP_EXPLORE, "--replay", replay, LOCKSTEP_EXPLORED_DINNER});
    CHECK(again.exit_code == 1);
    const auto table = again.out.substr(again.out.find("\n\n"));
    CHECK(contains(picked.out, table));
}

TEST_CASE("picks that lead to a good end say so and can be run again") {
    const auto picked = pick(LOCKSTEP_EXPLORED_DINNER, std::string(40, '\n'));
    CHECK(picked.exit_code == 0);
    CHECK(contains(picked.out, "this schedule does not fail"));
    CHECK(contains(picked.out, "it printed: both have eaten"));
    const auto again = run_program(
        {LOCKSTEP_EXPLORE, "--replay", replay_in(picked.out), LOCKSTEP_EXPLORED_DINNER});
    CHECK(again.exit_code == 0);
    CHECK(contains(again.out, "this schedule does not fail"));
    CHECK(contains(again.out, "unlocks left_fork"));
}

TEST_CASE("one step back asks the choice before again") {
    const auto result = pick(LOCKSTEP_EXPLORED_DINNER, "1\nb\n2\nq\n");
    CHECK(contains(result.out, "Choice 2"));
    CHECK(result.out.rfind("Choice 1") > result.out.find("Choice 2"));
    CHECK(contains(result.out, "left at choice 2"));
}

TEST_CASE("what is no possibility is refused and asked again") {
    const auto result = pick(LOCKSTEP_EXPLORED_DINNER, "soup\n17\n0\n1\nq\n");
    CHECK(contains(result.out, "\"soup\" is none of 1 to 2, b and q."));
    CHECK(contains(result.out, "\"17\" is none of"));
    CHECK(contains(result.out, "\"0\" is none of"));
    CHECK(contains(result.out, "left at choice 2"));
}

TEST_CASE("the end of the input ends the picking with one clear line") {
    const auto result = pick(LOCKSTEP_EXPLORED_DINNER, "1\n");
    CHECK(result.exit_code == 2);
    CHECK(
        contains(result.err, "lockstep-explore: the input ended at choice 2; so far: "));
}

TEST_CASE("whom a notify wakes and which value a relaxed load reads are picked") {
    // Anna and Ben wait, a notify wakes Anna, she reads her letter, and main looks.
    const auto result =
        pick(LOCKSTEP_EXPLORED_LETTERS, "2\n" + std::string(8, '\n') + "2\n\n2\nq\n");
    CHECK(contains(result.out, "anna: wakes for nothing"));
    CHECK(contains(result.out, "waits for condition came"));
    CHECK(contains(result.out, "1  main: wakes anna"));
    CHECK(contains(result.out, "2  main: wakes ben"));
    CHECK(contains(result.out, "1  main: reads 1, the newest value"));
    CHECK(contains(result.out, "2  main: reads 0, an older value"));
    CHECK(contains(result.out, "What happens? 1 to 2"));
}

TEST_CASE("Ctrl-C at a choice ends the picking and tells how to come back") {
    RunningProgram program{{LOCKSTEP_EXPLORE, "--pick", LOCKSTEP_EXPLORED_DINNER},
                           {.terminal = true}};
    REQUIRE(program.wait_for_output("Who is next?"));
    program.type("\x03");
    const auto result = program.wait();
    CHECK(result.exit_code == 130);
    CHECK(contains(result.out, "left at choice 1; so far: LOCKSTEP_REPLAY=1-"));
}
