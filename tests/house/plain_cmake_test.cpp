// CMake as people use it who know no presets: cmake -B build, then ctest --test-dir
// build. Only configured here; .ci/run builds this way too.
#include <doctest/doctest.h>

#include "tests/house/source_files.hpp"
#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

namespace {

using lockstep::test::contains;
using lockstep::test::RunResult;
using lockstep::test::TemporaryFolder;

RunResult run(std::vector<std::string> command) {
    lockstep::test::RunOptions options;
    options.limit = std::chrono::seconds{60};
    options.environment = {"CTEST_OUTPUT_ON_FAILURE"};
    auto result = lockstep::test::run_program(command, options);
    result.out += result.err;
    return result;
}

RunResult configure(const std::string& build, std::vector<std::string> options = {}) {
    std::vector<std::string> command{LOCKSTEP_CMAKE, "-S", LOCKSTEP_SOURCE_DIR, "-B",
                                     build};
    command.insert(command.end(), options.begin(), options.end());
    return run(command);
}

RunResult ctest(const std::string& build) {
    return run({LOCKSTEP_CTEST, "--test-dir", build, "-R", "lesson03"});
}

}  // namespace

TEST_CASE("a build folder without programs knows its tests and what builds them") {
    const TemporaryFolder build;
    REQUIRE(configure(build.path()).exit_code == 0);
    const auto listed =
        run({LOCKSTEP_CTEST, "--test-dir", build.path(), "-N", "-R", "lesson03"});
    CHECK(contains(listed.out, ": lesson03.set wakes a thread that waits\n"));
    CHECK(contains(listed.out, ": building the test of lesson 03\n"));
    CHECK_FALSE(contains(listed.out, ": building the stress of lesson 03\n"));
}

TEST_CASE("a lesson whose library is missing steps aside with one line") {
    const TemporaryFolder build;
    const auto configured =
        configure(build.path(), {"-DCMAKE_DISABLE_FIND_PACKAGE_LibArchive=ON"});
    CHECK(configured.exit_code == 0);
    const std::string line = "lesson03 steps aside: missing libarchive-dev";
    CHECK(contains(configured.out, "-- " + line));
    CHECK_FALSE(contains(configured.out, "lesson01 steps aside"));
    CHECK(contains(ctest(build.path()).out, line + " (Skipped)"));
}

TEST_CASE("a missing library is an error where all is required") {
    const TemporaryFolder build;
    const auto configured =
        configure(build.path(), {"-DLOCKSTEP_REQUIRE_ALL=ON",
                                 "-DCMAKE_DISABLE_FIND_PACKAGE_LibArchive=ON"});
    CHECK(configured.exit_code != 0);
    CHECK(contains(configured.out, "libarchive-dev is missing"));
}

TEST_CASE("a build among the sources is refused and changes nothing of them") {
    const TemporaryFolder copy;
    lockstep::house::copy_sources(copy.path());
    const auto before = lockstep::house::read_file(copy.path() + "/CTestTestfile.cmake");
    const auto result = run({LOCKSTEP_CMAKE, "-S", copy.path(), "-B", copy.path()});
    CHECK(result.exit_code != 0);
    CHECK(contains(result.out, "Build in a folder of its own"));
    CHECK(lockstep::house::read_file(copy.path() + "/CTestTestfile.cmake") == before);
}
