#include "common/output_folder.hpp"

#include <filesystem>

#include <doctest/doctest.h>

#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

namespace {

namespace fs = std::filesystem;
using namespace lockstep::test;

// The talker is a program of ours that makes a folder when it is asked to.
RunResult talker(std::vector<std::string> arguments, const std::string& tmpdir) {
    arguments.insert(arguments.begin(), {TALKER, "folder"});
    RunOptions options;
    options.environment = {"TMPDIR=" + tmpdir};
    return run_program(arguments, options);
}

}  // namespace

TEST_CASE("the temporary folder of a run goes with it") {
    const TemporaryFolder temporary;
    const auto result = talker({}, temporary.path());
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "wrote " + temporary.path() + "/lockstep-talker-"));
    CHECK(lacks(result.out, "kept: "));
    CHECK(fs::is_empty(temporary.path()));
}

TEST_CASE("a temporary folder that is kept is named last") {
    const TemporaryFolder temporary;
    const auto result = talker({"--keep"}, temporary.path());
    CHECK(result.exit_code == 0);
    REQUIRE_FALSE(fs::is_empty(temporary.path()));
    const auto folder = fs::directory_iterator {
        temporary.path()
        } -> path();
    CHECK(result.out.ends_with("kept: " + folder.string() + "\n"));
    CHECK(fs::exists(folder / "file"));
}

TEST_CASE("a folder that was named is made and stays") {
    const TemporaryFolder temporary;
    const auto named = temporary.path() + "/a/b";
    CHECK(talker({"--out", named}, temporary.path()).exit_code == 0);
    CHECK(fs::exists(named + "/file"));
}

TEST_CASE("a TMPDIR that does not exist is named with its value") {
    const auto result = talker({}, "/nowhere at all");
    CHECK(result.exit_code == 1);
    CHECK(contains(result.err, "error: TMPDIR names /nowhere at all: No such file"));
}
