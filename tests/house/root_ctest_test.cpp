// What `ctest -R lesson03` does when it is typed in the repository's root: in a made-up
// root with the real scripts, and build folders that hold tests of one line.
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "tests/house/source_files.hpp"
#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

namespace {

namespace fs = std::filesystem;
using lockstep::test::contains;
using lockstep::test::RunResult;

class Root {
  public:
    Root() {
        fs::create_directories(folder_.path() + "/cmake");
        for (const auto* file :
             {"CTestTestfile.cmake", "CTestCustom.cmake", "cmake/show_failures.awk"})
            fs::copy_file(fs::path{LOCKSTEP_SOURCE_DIR} / file,
                          fs::path{folder_.path()} / file);
    }

    // A build with one test that runs this line of shell.
    void add_build(const std::string& build, const std::string& line, int touched) const {
        const auto folder = fs::path{folder_.path()} / build;
        fs::create_directories(folder);
        std::ofstream{folder / "CTestTestfile.cmake"}
            << "add_test([[lesson03.a line]] sh -c [[" << line << "]])\n";
        std::ofstream touch{folder / "newest_test"};
        touch.close();
        fs::last_write_time(folder / "newest_test", fs::file_time_type::clock::now() +
                                                        std::chrono::seconds{touched});
    }

    RunResult ctest(std::vector<std::string> arguments = {"-R", "lesson03"}) const {
        arguments.insert(arguments.begin(), LOCKSTEP_CTEST);
        lockstep::test::RunOptions options;
        options.folder = folder_.path();
        options.environment = {"CTEST_OUTPUT_ON_FAILURE"};
        auto result = lockstep::test::run_program(arguments, options);
        result.out += result.err;
        return result;
    }

  private:
    lockstep::test::TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("before a build ctest in the root says in one line what to type") {
    const auto result = Root{}.ctest();
    CHECK(result.exit_code != 0);
    CHECK(
        contains(result.out, "\n  Nothing is built yet, type first: ./lockstep test\n"));
    CHECK_FALSE(contains(result.out, "No tests were found"));
}

TEST_CASE("ctest in the root runs the tests of the build") {
    for (const auto* build : {"build/default", "build"}) {
        const Root root;
        root.add_build(build, "true", 0);
        const auto result = root.ctest();
        CHECK(result.exit_code == 0);
        CHECK(contains(result.out, "100% tests passed, 0 tests failed out of 1"));
    }
}

TEST_CASE("of two builds ctest in the root runs the newer one") {
    const Root root;
    root.add_build("build/default", "echo from build/default && false", 0);
    root.add_build("build", "echo from plain build && false", -100);
    CHECK(contains(root.ctest().out, "from build/default"));
    root.add_build("build", "echo from plain build && false", 100);
    CHECK(contains(root.ctest().out, "from plain build"));
}

TEST_CASE("a failing test shows its text without extra flags") {
    const Root root;
    root.add_build("build/default", "echo expected 5 [x] got 4 && echo --- && exit 3", 0);
    const auto result = root.ctest();
    CHECK(result.exit_code != 0);
    CHECK(contains(result.out, "==== lesson03.a line\nexpected 5 [x] got 4\n---\n"));
}

TEST_CASE("after a green run no old failure is shown") {
    const Root root;
    root.add_build("build/default", "echo it was red && false", 0);
    CHECK(contains(root.ctest().out, "it was red"));
    root.add_build("build/default", "echo it is green", 0);
    const auto result = root.ctest();
    CHECK(result.exit_code == 0);
    CHECK_FALSE(contains(result.out, "it was red"));
    CHECK_FALSE(contains(result.out, "it is green"));
}

TEST_CASE("asking for the list of tests shows no output of tests") {
    const Root root;
    root.add_build("build/default", "echo it was red && false", 0);
    root.ctest();
    const auto result = root.ctest({"-N"});
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "Total Tests: 1"));
    CHECK_FALSE(contains(result.out, "it was red"));
}
