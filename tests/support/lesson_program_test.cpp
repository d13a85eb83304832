// What holds for the program of every lesson: cmake/lesson.cmake adds this to its tests.
// A server is ended by Ctrl-C after a while, and so is what takes long.
#include <filesystem>

#include <doctest/doctest.h>

#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

namespace {

using namespace lockstep::test;

RunResult run_in_shell(const std::string& line, const TemporaryFolder& temporary) {
    RunOptions options;
    options.environment = {"TMPDIR=" + temporary.path()};
    return run_program({"sh", "-c", line, "sh", LOCKSTEP_PROGRAM}, options);
}

}  // namespace

TEST_CASE("output to a full device is told and is no success") {
    const TemporaryFolder temporary;
    for (const std::string line :
         {R"("$1" --help >/dev/full)",
          R"(timeout --preserve-status -s INT 8 "$1" >/dev/full)"}) {
        const auto result = run_in_shell(line, temporary);
        CAPTURE(line);
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
    run_in_shell(R"(timeout --preserve-status -s INT 8 "$1")", temporary);
    CHECK(std::filesystem::is_empty(temporary.path()));
}
