// The harness itself, tried on a test program that is a shell script, and on patches that
// should not pass.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

namespace {

using namespace lockstep::test;
namespace fs = std::filesystem;

const std::string program = R"(#!/bin/sh
case $1 in
--list-test-cases) printf 'the soup is salty\nthe pot is stirred\nthere are spoons\n' ;;
*salty) exit 1 ;;
*stirred) while :; do :; done ;;
esac
)";

// The lines that a patch takes out and puts in, with the context of soup.hpp around them.
std::string patch(const std::string& red, const std::string& out = "salty") {
    return "The cook errs.\n" + red +
           "\n--- a/kitchen/soup.hpp\n+++ b/kitchen/soup.hpp\n@@ -1,3 +1,3 @@\n"
           " // The soup.\n-" +
           out + "\n+bland\n // Its end.\n";
}

class Kitchen {
  public:
    Kitchen() {
        write("kitchen/soup.hpp", "// The soup.\nsalty\n// Its end.\n");
        write("program", program);
        fs::permissions(path("program"), fs::perms::owner_all);
    }
    std::string path(const std::string& name) const {
        return folder_.path() + "/" + name;
    }
    void write(const std::string& name, const std::string& text) const {
        fs::create_directories(fs::path{path(name)}.parent_path());
        std::ofstream{path(name)} << text;
    }

    RunResult break_it(const std::string& text) const {
        write("soup.patch", text);
        RunOptions options;
        options.environment = {"LOCKSTEP_BREAK_IT_LIMIT=1"};
        return run_program(
            {LOCKSTEP_BREAK_IT "/break_it.sh", path("soup.patch"), path("program")},
            options);
    }
    RunResult apply(const std::string& text) const {
        write("soup.patch", text);
        return run_program({LOCKSTEP_BREAK_IT "/apply.sh", folder_.path(),
                            path("soup.patch"), path("patched")});
    }

  private:
    TemporaryFolder folder_;
};

std::string content_of(const std::string& file) {
    std::ifstream input{file};
    return {std::istreambuf_iterator<char>{input}, {}};
}

}  // namespace

TEST_CASE("a patch that turns its tests red is accepted and an endless test is red") {
    const auto result = Kitchen{}.break_it(
        patch("Turns red: the soup is salty\nTurns red: the pot is stirred"));
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "ok   soup.patch turns red: the soup is salty\n"));
    CHECK(contains(result.out, "ok   soup.patch turns red: the pot is stirred\n"));
}

TEST_CASE("each test that a patch leaves green is a failure that names it") {
    const auto result = Kitchen{}.break_it(
        patch("Turns red: there are spoons\nTurns red: the soup is salty"));
    CHECK(result.exit_code == 1);
    CHECK(contains(result.out, "FAIL soup.patch leaves green: there are spoons\n"));
    CHECK(contains(result.out, "ok   soup.patch turns red: the soup is salty\n"));
}

TEST_CASE("a patch that names a test which is not there or none is a failure") {
    const Kitchen kitchen;
    const auto typo = kitchen.break_it(patch("Turns red: the soup is sweet"));
    CHECK(typo.exit_code == 1);
    CHECK(contains(typo.out, "names a test that is not there: the soup is sweet\n"));
    const auto silent = kitchen.break_it(patch("It is not said what happens."));
    CHECK(silent.exit_code == 1);
    CHECK(contains(silent.out, "FAIL soup.patch names no test"));
}

TEST_CASE("a patched file stands in a folder of its own and the original is untouched") {
    const Kitchen kitchen;
    CHECK(kitchen.apply(patch("Turns red: the soup is salty")).exit_code == 0);
    CHECK(content_of(kitchen.path("patched/kitchen/soup.hpp")) ==
          "// The soup.\nbland\n// Its end.\n");
    CHECK(contains(content_of(kitchen.path("kitchen/soup.hpp")), "salty"));
}

TEST_CASE("a patch that does not apply is a failure that names it") {
    const auto result =
        Kitchen{}.apply(patch("Turns red: the soup is salty", "old soup"));
    CHECK(result.exit_code == 1);
    CHECK(contains(result.err, "FAIL soup.patch does not apply"));
}
