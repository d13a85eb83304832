// `lesson06 armstrong` and `lesson06 all`, run as their user runs them.
#include <doctest/doctest.h>

#include <csignal>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using test::contains;
using test::lacks;
using test::RunResult;

namespace {

RunResult lesson06(std::vector<std::string> arguments,
                   const test::RunOptions& options = {}) {
    arguments.insert(arguments.begin(), LOCKSTEP_PROGRAM);
    return test::run_program(arguments, options);
}

int lines_with(const std::string& text, const std::string& part) {
    std::istringstream lines{text};
    int count = 0;
    for (std::string line; std::getline(lines, line);)
        if (line.find(part) != std::string::npos) ++count;
    return count;
}

}  // namespace

TEST_CASE("armstrong shows every method with every engine") {
    const auto result =
        lesson06({"armstrong", "--to", "100000", "--python-to", "0", "--workers", "3"});
    CHECK_MESSAGE(result.exit_code == 0, result.err);
    for (const auto* method : {"naive       ", "table       ", "multisets   "})
        for (const auto* engine : {"serial ", "threads ", "processes "})
            CHECK(lines_with(result.out, std::string{method} + engine) == 1);
    CHECK(contains(result.out, "3 workers"));
    CHECK(contains(result.out, "19 found: 1 2 3 4 5 6 7 8 9 153 370 371 407 1634 8208 "
                               "9474 54748 92727 93084\n"));
    CHECK(contains(result.out, "both use all cores"));
    CHECK(lacks(result.out, "ython"));
}

TEST_CASE("armstrong searches the range it is given by the method that is wanted") {
    const auto result = lesson06({"armstrong", "--from", "371", "--to", "408", "--method",
                                  "table", "--engine", "processes", "--python-to", "0"});
    CHECK_MESSAGE(result.exit_code == 0, result.err);
    CHECK(contains(result.out, "2 found: 371 407\n"));
    CHECK(lines_with(result.out, "table") == 1);
    CHECK(lacks(result.out, "naive"));
    CHECK(lacks(result.out, "serial"));
}

TEST_CASE("a range without a term is no error") {
    const auto result =
        lesson06({"armstrong", "--from", "10", "--to", "100", "--python-to", "0"});
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "0 found\n"));
}

TEST_CASE("the multisets reach numbers that no other method could") {
    const auto result = lesson06({"armstrong", "--to", "100000000000000", "--method",
                                  "multisets", "--python-to", "0"});
    CHECK_MESSAGE(result.exit_code == 0, result.err);
    CHECK(lines_with(result.out, "multisets") == 3);
    CHECK(contains(result.out, "41 found: "));
    CHECK(contains(result.out, " 94204591914 28116440335967\n"));
}

TEST_CASE("armstrong compares with Python or says that there is none") {
    const auto result = lesson06({"armstrong", "--to", "1000", "--python-to", "1000"});
    CHECK_MESSAGE(result.exit_code == 0, result.err);
    if (result.out.find("no python3 here") != std::string::npos) {
        MESSAGE("skipped: python3 is missing");
        return;
    }
    CHECK(lines_with(result.out, "   13 found") == 3);
    CHECK(contains(result.out, "interpreter lock"));
}

TEST_CASE("armstrong goes without Python where there is none") {
    test::RunOptions options;
    options.environment = {"PATH=/nowhere"};
    const auto result =
        lesson06({"armstrong", "--to", "1000", "--python-to", "1000"}, options);
    CHECK_MESSAGE(result.exit_code == 0, result.err);
    CHECK(contains(result.out, "There is no python3 here"));
}

TEST_CASE("wrong numbers for armstrong exit with 2 and name the option") {
    const std::vector<std::vector<std::string>> mistakes{
        {"--from", "5", "--to", "4"},
        {"--from", "-1"},
        {"--from", "99999999999999999999"},
        {"--to", "many"},
        {"--workers", "0"},
        {"--method", "guessing"},
        {"--engine", "steam"},
        {"--python-to", "-1"}};
    for (std::vector<std::string> mistake : mistakes) {
        mistake.insert(mistake.begin(), "armstrong");
        const auto result = lesson06(mistake);
        CHECK(result.exit_code == 2);
        CHECK(contains(result.err, mistake[1]));
        CHECK(lines_with(result.err, "") == 1);
    }
}

// What it prints in the end is tested in stress.cpp.
TEST_CASE("Ctrl-C ends the search for all terms with 130") {
    for (const auto* engine : {"threads", "processes"}) {
        CAPTURE(engine);
        test::RunningProgram program{{LOCKSTEP_PROGRAM, "all", "--engine", engine}};
        REQUIRE(program.wait_for_output("1 to 60 digits: 189 of 1890"));
        program.send_signal(SIGINT);
        const auto result = program.wait();
        if (result.out.find("there are no others") != std::string::npos) continue;
        CHECK(result.exit_code == 130);  // it did not end before the signal came
        CHECK(contains(result.out, "until it was interrupted"));
    }
}

// The naive method would be at it for centuries.
TEST_CASE("Ctrl-C ends a long search with 130 and leaves no worker") {
    for (const auto* engine : {"serial", "threads", "processes"}) {
        CAPTURE(engine);
        test::RunningProgram program{{LOCKSTEP_PROGRAM, "armstrong", "--to",
                                      "18446744073709551615", "--method", "naive",
                                      "--engine", engine, "--python-to", "0"}};
        REQUIRE(program.wait_for_output("speed-up"));
        program.send_signal(SIGINT);
        const auto result = program.wait();
        CHECK(result.exit_code == 130);
        CHECK_FALSE(result.timed_out);
        CHECK(lacks(result.out, "found"));
        CHECK(result.err == "");
    }
}

TEST_CASE("Ctrl-C ends the Python that runs beside") {
    test::RunningProgram program{
        {LOCKSTEP_PROGRAM, "armstrong", "--to", "1000", "--python-to", "100000000"}};
    REQUIRE(program.wait_for_output("The same in Python"));
    program.send_signal(SIGINT);
    const auto result = program.wait();
    CHECK_FALSE(result.timed_out);
    if (result.out.find("no python3 here") == std::string::npos)
        CHECK(result.exit_code == 130);
}
