// The harness itself, tried on a lesson of one function and on patches that should not
// pass.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/run_program.hpp"

namespace {

using namespace lockstep::test;
namespace fs = std::filesystem;

// The lines that a patch takes out and puts in, with the context of soup.hpp around them.
std::string patch(const std::string& red, const std::string& out, const std::string& in) {
    return "The cook errs.\n" + red +
           "\n--- a/lessons/99_kitchen/soup.hpp\n+++ b/lessons/99_kitchen/soup.hpp\n"
           "@@ -1,3 +1,3 @@\n // The soup.\n-" +
           out + "\n+" + in + "\n inline int spoons() { return 2; }\n";
}

const std::string salty = "inline bool is_salty() { return true; }";

class Kitchen {
  public:
    Kitchen() {
        write("CMakeLists.txt", "cmake_minimum_required(VERSION 3.25)\n"
                                "project(kitchen LANGUAGES CXX)\n"
                                "find_package(doctest REQUIRED)\n"
                                "add_subdirectory(lessons/99_kitchen)\n");
        write("lessons/99_kitchen/CMakeLists.txt",
              "add_executable(lesson99_test main.cpp test.cpp)\n"
              "target_link_libraries(lesson99_test doctest::doctest)\n");
        write("lessons/99_kitchen/main.cpp",
              "#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN\n"
              "#include <doctest/doctest.h>\n");
        write("lessons/99_kitchen/soup.hpp",
              "// The soup.\n" + salty + "\ninline int spoons() { return 2; }\n");
        write("lessons/99_kitchen/test.cpp",
              "#include <doctest/doctest.h>\n#include \"soup.hpp\"\n"
              "TEST_CASE(\"the soup is salty\") { CHECK(is_salty()); }\n"
              "TEST_CASE(\"there are spoons\") { CHECK(spoons() == 2); }\n");
    }

    void write(const std::string& path, const std::string& text) const {
        const auto file = fs::path{folder_.path()} / "source" / path;
        fs::create_directories(file.parent_path());
        std::ofstream{file} << text;
    }
    void add_patch(const std::string& name, const std::string& text) const {
        write("lessons/99_kitchen/break_it/" + name, text);
    }

    RunResult run() const {
        RunOptions options;
        options.limit = std::chrono::seconds{200};
        options.environment = {"LOCKSTEP_BREAK_IT_LIMIT=2"};
        return run_program({LOCKSTEP_BREAK_IT, folder_.path() + "/source",
                            folder_.path() + "/work", "99_kitchen"},
                           options);
    }

  private:
    TemporaryFolder folder_;
};

bool says(const RunResult& result, const std::string& line) {
    return ("\n" + result.out).find("\n" + line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("patches that turn their tests red are accepted and a hang is red") {
    const Kitchen kitchen;
    kitchen.add_patch("no_salt.patch", patch("Turns red: the soup is salty", salty,
                                             "inline bool is_salty() { return false; }"));
    kitchen.add_patch(
        "stirs_for_ever.patch",
        patch("Turns red: the soup is salty", salty,
              "inline bool is_salty() { for (volatile int i = 0;; i = 1 - i) {} }"));
    const auto result = kitchen.run();
    CAPTURE(result.out);
    CHECK(result.exit_code == 0);
    CHECK(says(result, "ok   no_salt.patch turns red: the soup is salty"));
    CHECK(says(result, "ok   stirs_for_ever.patch turns red: the soup is salty"));
}

TEST_CASE("each way in which a patch can be wrong is a failure that says which") {
    const Kitchen kitchen;
    const std::string bland = "inline bool is_salty() { return false; }";
    kitchen.add_patch("a_good.patch",
                      patch("Turns red: the soup is salty", salty, bland));
    kitchen.add_patch("b_green.patch",
                      patch("Turns red: there are spoons", salty, bland));
    kitchen.add_patch("c_stale.patch",
                      patch("Turns red: the soup is salty", "old soup", bland));
    kitchen.add_patch("d_typo.patch",
                      patch("Turns red: the soup is salty", salty, "inline boo"));
    kitchen.add_patch("e_silent.patch", patch("No test is named.", salty, bland));
    kitchen.add_patch("f_wrong.patch",
                      patch("Turns red: the soup is sweet", salty, bland));
    const auto result = kitchen.run();
    CAPTURE(result.out);
    CHECK(result.exit_code == 1);
    CHECK(says(result, "ok   a_good.patch turns red: the soup is salty"));
    CHECK(says(result, "FAIL b_green.patch leaves green: there are spoons"));
    CHECK(says(result, "FAIL c_stale.patch does not apply"));
    CHECK(says(result, "FAIL d_typo.patch does not compile"));
    CHECK(says(result, "FAIL e_silent.patch names no test (Turns red: ...)"));
    CHECK(says(result, "FAIL lesson99_test has no test: the soup is sweet"));
}

TEST_CASE("a test that is red without any patch is a failure") {
    const Kitchen kitchen;
    kitchen.add_patch("no_salt.patch",
                      patch("Turns red: the soup is salty", salty, "// none"));
    kitchen.write("lessons/99_kitchen/test.cpp",
                  "#include <doctest/doctest.h>\n"
                  "TEST_CASE(\"the soup is salty\") { CHECK(false); }\n");
    const auto result = kitchen.run();
    CAPTURE(result.out);
    CHECK(result.exit_code == 1);
    CHECK(says(result, "FAIL red without any patch: the soup is salty"));
}

TEST_CASE("a lesson without patches is a failure") {
    const auto result = Kitchen{}.run();
    CHECK(result.exit_code == 1);
    CHECK(says(result, "FAIL there is no patch in lessons/99_kitchen/break_it"));
}
