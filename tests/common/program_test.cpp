#include "common/program.hpp"

#include <doctest/doctest.h>

#include "tests/support/run_program.hpp"

using namespace lockstep::test;

namespace {

RunResult talker(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), TALKER);
    return run_program(arguments);
}

void check_usage_error(const std::vector<std::string>& arguments,
                       const std::string& text) {
    const RunResult result = talker(arguments);
    CHECK(result.exit_code == 2);
    CHECK(result.out == "");
    CHECK(result.err == "talker: " + text + " (try talker --help)\n");
}

}  // namespace

TEST_CASE("help names the options and ends with the example") {
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"--help"}, {"-h"}, {"count", "--help"}}) {
        const RunResult result = talker(arguments);
        CHECK(result.exit_code == 0);
        CHECK(result.err == "");
        for (const char* option : {"--step", "--slow", "--lanes"}) {
            CHECK(result.out.find(option) != std::string::npos);
        }
        CHECK(result.out.ends_with("\nExample: talker converse --lanes\n"));
    }
}

TEST_CASE("a command line that cannot be understood is one line and exit code 2") {
    check_usage_error({"count", "--stocks", "-1"},
                      "--stocks: Value -1 not in range 1 to 1000");
    check_usage_error({"count", "--stocks", "x"},
                      "--stocks: Value x not in range 1 to 1000");
    check_usage_error({"count", "--stocks", "99999999999999999999"},
                      "--stocks: Value 99999999999999999999 not in range 1 to 1000");
    check_usage_error({"count", "--code", "7seven"},
                      "Could not convert: --code = 7seven");
    check_usage_error({"count", "--stocks"}, "--stocks: a value is missing");
    check_usage_error({"count", "--step", "--slow"}, "--step excludes --slow");
    check_usage_error({"count", "--stokcs", "3"}, "not expected: --stokcs 3");
    check_usage_error({"\n\x1b[31m"}, "not expected: \\n\\x1b[31m");
    check_usage_error({"cuont", "--step"}, "not expected: cuont");
    check_usage_error({}, "A subcommand is required");
}

TEST_CASE("options work before and after the subcommand") {
    CHECK(talker({"--stocks", "12", "count"}).out == "12 stocks\n");
    CHECK(talker({"count", "--stocks", "12"}).out == "12 stocks\n");
    CHECK(talker({"--step", "step"}).out.find("[Enter]") != std::string::npos);
    CHECK(talker({"step", "--step"}).out.find("[Enter]") != std::string::npos);
    CHECK(talker({"--lanes", "converse"}).out.find("| packer") != std::string::npos);
}

TEST_CASE("the exit code is the one of the body") {
    CHECK(talker({"count"}).exit_code == 0);
    CHECK(talker({"count", "--code", "3"}).exit_code == 3);
}

TEST_CASE("an exception is one line on standard error and exit code 1") {
    const RunResult result = talker({"throw"});
    CHECK(result.exit_code == 1);
    CHECK(result.out == "");
    CHECK(result.err == "talker: error: 000007:\\nno such file\n");

    const RunResult number = talker({"throw-int"});
    CHECK(number.exit_code == 1);
    CHECK(number.err ==
          "talker: error: something was thrown that is no std::exception\n");
}

TEST_CASE("what has to happen before threads start happens before threads start") {
    CHECK(talker({"threads"}).out == "1 more now\n");  // the one that waits for Ctrl-C
}

TEST_CASE("what is thrown before threads start is an error and the body does not run") {
    const RunResult result = talker({"refuse"});
    CHECK(result.exit_code == 1);
    CHECK(result.out == "");
    CHECK(result.err == "talker: error: no children today\n");
}

TEST_CASE("with standard streams closed its files get no lines of ours") {
    // A program's first open() gets the lowest free number: 1, if nobody holds that.
    TemporaryFolder folder;
    const RunResult result =
        run_program({"sh", "-c", std::string{TALKER} + " write-file >&- 2>&-"},
                    {.folder = folder.path()});
    CHECK(result.exit_code == 0);
    CHECK(run_program({"cat", folder.path() + "/out.txt"}).out == "the file's own text");
}
