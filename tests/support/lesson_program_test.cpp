// What holds for the program of every lesson: cmake/lesson.cmake adds this to its tests.
#include <filesystem>

#include <doctest/doctest.h>

#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

namespace {

using namespace lockstep::test;

// What it does without a command, or where that has no end or takes long, a short one.
std::string short_command() {
    const auto program = std::filesystem::path{LOCKSTEP_PROGRAM}.filename();
    return program == "lesson04" ? " basics" : program == "lesson06" ? " memory" : "";
}

RunResult run_in_shell(const std::string& line, const TemporaryFolder& temporary) {
    RunOptions options;
    options.environment = {"TMPDIR=" + temporary.path()};
    return run_program({"sh", "-c", line, "sh", LOCKSTEP_PROGRAM}, options);
}

}  // namespace

TEST_CASE("output to a full device is told and is no success") {
    const TemporaryFolder temporary;
    for (const std::string& command : {std::string{" --help"}, short_command()}) {
        const auto result = run_in_shell("\"$1\"" + command + " >/dev/full", temporary);
        CAPTURE(command);
        CHECK(result.exit_code != 0);
        CHECK(contains(result.err, "standard output was lost: No space left on device"));
    }
}

TEST_CASE("a reader of the output that leaves is no failure") {
    const TemporaryFolder temporary;
    const auto result =
        run_in_shell(R"({ "$1" --help; echo "rc $?" >&2; } | true)", temporary);
    CHECK(result.err == "rc 0\n");
}

TEST_CASE("a run leaves nothing in the temporary folder") {
    const TemporaryFolder temporary;
    CHECK(run_in_shell("\"$1\"" + short_command(), temporary).exit_code == 0);
    CHECK(std::filesystem::is_empty(temporary.path()));
}
