#include <doctest/doctest.h>

#include "tests/book/findings.hpp"

namespace {

using namespace lockstep::book;

const Tree launcher_tree{{"lockstep", ""},
                         {"lessons/03_kitchen/menu.py", ""},
                         {".ci/run", ""},
                         {"book/cpp_for_python/stew.cpp", ""},
                         {"tests/bench/CMakeLists.txt", "add_bench(bench_soup)"}};

const KnownCommands known{
    .launcher_help = "  ./lockstep run N [args]   runs a lesson\n"
                     "  ./lockstep bench NAME     measures\n"
                     "  ./lockstep test [-R X]    tests\n",
    .lessons = {"03"},
    .help = {{"lesson03", "Options:\n  --slow  wait\nSubcommands:\n  cook  cooks\n"},
             {"lesson03 cook", "dish: soup, salad\n  --spoons INT  how many\n"}},
    .programs = {"quote_server"},
    .tests = {"lesson03.soup is hot", "book.every link"},
    .presets = {{"configure", {"default"}},
                {"build", {"default", "tsan"}},
                {"test", {"default"}}}};

std::vector<Finding> check_command(const std::string& text) {
    return check_commands(read_page("page.md", text), launcher_tree, known);
}
std::vector<Finding> typed(const std::string& command) {
    return check_command("```console\n$ " + command + "\nwhat it prints\n```\n");
}

}  // namespace

TEST_CASE("commands that exist are accepted") {
    CHECK(typed("./lockstep run 3 cook soup --spoons 2").empty());
    CHECK(typed("./lockstep test -R lesson03 && ctest --preset default -R 'soup is'")
              .empty());
    CHECK(typed("cmake --preset default && cmake --build --preset tsan").empty());
    CHECK(typed("LOCKSTEP_X=1 time build/default/lessons/03_kitchen/lesson03 --slow")
              .empty());
    CHECK(typed("cd lessons && python3 lessons/03_kitchen/menu.py > out.txt 2>&1 | wc -l")
              .empty());
    CHECK(typed("build/common/quote_server --port 8000 & # in the background").empty());
    CHECK(typed("kill -9 42; .ci/run").empty());
    CHECK(typed("./lockstep run book && ./lockstep run book stew").empty());
    CHECK(typed("./lockstep run lessons/03_kitchen/menu.py cook soup").empty());
    CHECK(typed("./lockstep test -R lessons/03_kitchen/menu.py").empty());
}

TEST_CASE("a choice in capitals or brackets is not looked up") {
    CHECK(typed("./lockstep run N [args]").empty());
    CHECK(check_command("`ctest -R lessonNN`").empty());
    CHECK(check_command(
              "`lesson03 cook DISH` or `ctest -R NAME` or `./lockstep bench NAME`")
              .empty());
}

TEST_CASE("a subcommand or lesson or benchmark that is not there is found") {
    CHECK(finds(typed("./lockstep fly 3"), 2, "knows no fly"));
    CHECK(finds(typed("./lockstep run 4"), 2, "no lesson04"));
    CHECK(finds(typed("./lockstep run book soup"), 2, "no example soup"));
    CHECK(typed("./lockstep bench soup").empty());
    CHECK(finds(typed("./lockstep test --often 2"), 2, "does not mention --often"));
    CHECK(finds(typed("./lockstep bench salad"), 2, "no benchmark salad"));
    CHECK(finds(check_command("text\n\nsee `lesson04 cook`"), 3, "no lesson04"));
    CHECK(finds(check_command("`./lockstep fly`"), 1, "knows no fly"));
}

TEST_CASE("an option or a name that the lesson does not know is found") {
    CHECK(
        finds(typed("./lockstep run 3 fry"), 2, "lesson03 --help does not mention fry"));
    CHECK(finds(typed("./lockstep run 3 cook steak"), 2,
                "lesson03 cook --help does not mention steak"));
    CHECK(finds(typed("./lockstep run 3 cook soup --spoon 2"), 2,
                "does not mention --spoon"));
    CHECK(finds(typed("./lockstep run 3 --fast"), 2, "does not mention --fast"));
}

TEST_CASE("a program of ours is typed with its path or with the launcher") {
    CHECK(finds(typed("lesson03 cook soup"), 2, "type it as ./lockstep run"));
    CHECK(typed("build/default/lessons/03_kitchen/lesson03 cook soup 2>&1").empty());
    CHECK(check_command("`lesson03 cook soup`").empty());
}

TEST_CASE("a test pattern that matches nothing is found") {
    CHECK(finds(typed("ctest -R lesson04"), 2, "no test matches"));
    CHECK(finds(check_command("`ctest -R 'soup is cold'`"), 1, "no test matches"));
    CHECK(finds(typed("./lockstep test -R lesson04"), 2, "no test matches"));
}

TEST_CASE("a preset that is not there is found in its own kind") {
    CHECK(finds(typed("cmake --preset tsan"), 2, "no configure preset tsan"));
    CHECK(finds(typed("ctest --preset tsan"), 2, "no test preset tsan"));
    CHECK(finds(typed("cmake --workflow --preset default"), 2, "no workflow preset"));
}

TEST_CASE("a program that nobody has is found") {
    CHECK(finds(typed("ls | brew install soup"), 2, "nobody has a program brew"));
    CHECK(finds(typed("python3 lessons/03_kitchen/card.py"), 2,
                "no lessons/03_kitchen/card.py"));
    CHECK(finds(check_command("```sh\n# first\ncmake -B build\nbrew it\n```\n"), 4,
                "program brew"));
}

TEST_CASE("a command may go on after a backslash") {
    CHECK(finds(check_command(
                    "```console\n$ ./lockstep run 3 cook soup \\\n    --spoon 2\n```\n"),
                2, "--spoon"));
}

TEST_CASE("subcommands are read from a help text") {
    const std::string help =
        "Usage: x\n\nSubcommands:\n  cook    makes\n          food\n  eat  it\n";
    CHECK(subcommands_in(help) == std::vector<std::string>{"cook", "eat"});
}
