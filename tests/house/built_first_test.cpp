// CTest builds what a test needs before it runs it, and knows the tests of a source that
// was edited a moment ago: in a small project that uses the functions of
// cmake/lesson.cmake.
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

namespace {

namespace fs = std::filesystem;
using lockstep::test::contains;
using lockstep::test::RunResult;

class Project {
  public:
    Project() {
        fs::create_directories(root() / "cmake");
        for (const auto* file : {"cmake/lesson.cmake", "cmake/quick.cmake",
                                 "cmake/list_tests.cmake", "cmake/build.sh"})
            fs::copy_file(fs::path{LOCKSTEP_SOURCE_DIR} / file, root() / file);
        write("main.cpp", "#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN\n"
                          "#include <doctest/doctest.h>\n");
        write("CMakeLists.txt", R"(
            cmake_minimum_required(VERSION 3.25)
            project(small LANGUAGES CXX)
            enable_testing()
            find_package(doctest REQUIRED)
            add_library(support STATIC EXCLUDE_FROM_ALL main.cpp)
            target_link_libraries(support PUBLIC doctest::doctest)
            add_library(lockstep::test_support ALIAS support)
            include(cmake/quick.cmake)
            include(cmake/lesson.cmake)
            add_test_program(one_test PREFIX one. TIMEOUT 60 SOURCES one.cpp)
            add_test_program(two_test PREFIX two. TIMEOUT 60 CONFIGURATION all SOURCES two.cpp)
        )");
        write_tests("one.cpp", R"(TEST_CASE("it "
                                  "holds") {})");
        write_tests("two.cpp", R"(TEST_CASE("it takes long") {})");
    }

    void write(const std::string& file, const std::string& text) const {
        std::ofstream{root() / file} << text;
    }
    void write_tests(const std::string& file, const std::string& text) const {
        write(file, "#include <doctest/doctest.h>\n" + text + "\n");
    }

    RunResult run(std::vector<std::string> command) const {
        lockstep::test::RunOptions options;
        options.folder = root().string();
        options.limit = std::chrono::seconds{100};
        auto result = lockstep::test::run_program(command, options);
        result.out += result.err;
        return result;
    }
    RunResult configure() const {
        return run({LOCKSTEP_CMAKE, "-S", ".", "-B", "build"});
    }
    RunResult ctest(std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {LOCKSTEP_CTEST, "--test-dir", "build"});
        return run(more);
    }
    const std::string& folder() const { return folder_.path(); }
    bool is_built(const std::string& program) const {
        return fs::exists(root() / "build" / program);
    }

  private:
    fs::path root() const { return folder_.path(); }
    lockstep::test::TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("ctest builds what it lacks and tells of it") {
    const Project project;
    REQUIRE(project.configure().exit_code == 0);
    const auto first = project.ctest({"-R", "^one"});
    CHECK(first.exit_code == 0);
    CHECK(contains(first.out, "building one_test"));
    CHECK(contains(first.out, "one.it holds"));
    CHECK(project.is_built("one_test"));
    CHECK_FALSE(project.is_built("two_test"));

    // An edit: a new case, which fails, and one that is not compiled.
    project.write_tests("one.cpp", "TEST_CASE(\"it is new\") { CHECK(false); }\n"
                                   "#if 0\nTEST_CASE(\"it is left out\") {}\n#endif");
    const auto second = project.ctest();
    CHECK(second.exit_code != 0);
    CHECK(contains(second.out, "one.it is new (Failed)"));
    CHECK(contains(second.out, "one.it is left out (Failed)"));
    CHECK_FALSE(project.is_built("two_test"));
}

TEST_CASE("long tests are there when they are asked for") {
    const Project project;
    REQUIRE(project.configure().exit_code == 0);
    CHECK_FALSE(contains(project.ctest({"-N"}).out, "two"));
    const auto all = project.ctest({"-C", "all", "-R", "takes long"});
    CHECK(all.exit_code == 0);
    CHECK(contains(all.out, "two.it takes long"));
    CHECK(project.is_built("two_test"));
}

TEST_CASE("what does not compile fails as the test that builds it") {
    const Project project;
    project.write_tests("one.cpp", "TEST_CASE(\"it holds\") { oops }");
    REQUIRE(project.configure().exit_code == 0);
    const auto result = project.ctest({"--output-on-failure"});
    CHECK(result.exit_code != 0);
    CHECK(contains(result.out, "building one_test (Failed)"));
    CHECK(contains(result.out, "oops"));
    CHECK(contains(result.out, "one.it holds (Not Run)"));
}

TEST_CASE("a second window that builds waits and says so") {
    const Project project;
    REQUIRE(project.configure().exit_code == 0);
    lockstep::test::RunOptions options;
    options.keep_input_open = true;
    options.folder = project.folder();
    lockstep::test::RunningProgram other{{"flock", "build/build.lock", "cat"}, options};
    other.type("here\n");
    REQUIRE(other.wait_for_output("here"));
    options.keep_input_open = false;
    lockstep::test::RunningProgram second{{"cmake/build.sh", "build", "one_test"},
                                          options};
    CHECK(second.wait_for_output("another window builds in build, waiting"));
    other.close_input();
    CHECK(second.wait().exit_code == 0);
    CHECK(project.is_built("one_test"));
}
