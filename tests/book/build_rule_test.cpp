#include <doctest/doctest.h>

#include "tests/book/compiled_files.hpp"
#include "tests/book/findings.hpp"

namespace {

using namespace lockstep::book;
using Targets = std::vector<std::string>;

std::vector<Finding> typed(const std::string& command, int compiled) {
    const auto page = read_page("page.md", "```console\n$ " + command + "\n```\n");
    return check_builds(page, [&](const Words&) { return compiled; });
}

const std::string tests = R"({"tests": [
    {"name": "lesson03.a", "command": ["t", "a"],
     "properties": [{"name": "TIMEOUT", "value": 60},
                    {"name": "FIXTURES_REQUIRED", "value": ["soup"]}]},
    {"name": "lesson04.b", "command": ["t", "b"]},
    {"name": "build soup", "command": ["cmake", "--build", ".", "--target", "soup_test"],
     "properties": [{"name": "FIXTURES_SETUP", "value": ["soup"]}]},
    {"name": "build salad", "command": ["cmake", "--build", ".", "--target", "salad"],
     "properties": [{"name": "FIXTURES_SETUP", "value": ["salad"]}]}]})";

}  // namespace

TEST_CASE("a command that compiles more than it shows is found") {
    CHECK(typed("./lockstep run book moves", 2).empty());
    CHECK(finds(typed("./lockstep run book moves", 3), 2,
                "compiles 3 files, for one example of the book 2 are enough"));
    CHECK(typed("./lockstep run 3 broken", 45).empty());
    CHECK(finds(typed("./lockstep run 3 broken", 46), 2, "one lesson's program"));
    CHECK(finds(typed("cmake --preset default && cmake --build --preset default", 1400),
                2, "the course"));
    CHECK(finds(typed("ls", 1), 2, "for nothing 0"));
}

TEST_CASE("targets are read from what CMake and ninja are told") {
    CHECK(targets_of({"cmake", "--preset", "default"}, "").empty());
    CHECK(targets_of({"cmake", "--build", "build"}, "") == Targets{"all"});
    CHECK(targets_of({"cmake", "--build", "b", "--target", "x", "y", "-j", "2"}, "") ==
          Targets{"x", "y"});
    CHECK(targets_of({"cmake", "--workflow", "--preset", "tsan"}, "") == Targets{"all"});
    CHECK(targets_of({"ninja", "-C", "build/default", "x"}, "") == Targets{"x"});
    CHECK(targets_of({"ninja", "--version"}, "").empty());
    CHECK(targets_of({"python3", "x.py"}, "").empty());
}

TEST_CASE("ctest builds what the fixtures of the chosen tests build") {
    CHECK(targets_of({"ctest", "-R", "lesson03"}, tests) == Targets{"soup_test"});
    CHECK(targets_of({"ctest", "-R", "lesson04"}, tests).empty());
    CHECK(targets_of({"ctest", "--preset", "default"}, tests) == Targets{"soup_test"});
}

TEST_CASE("the launcher is asked what it builds") {
    CHECK(targets_of_launcher({"./lockstep", "run", "book", "raii"}) ==
          Targets{"book_raii"});
    CHECK(targets_of_launcher({"./lockstep", "help"}).empty());
    CHECK(targets_of_launcher({"./lockstep", "run", "N"}).empty());
    CHECK_FALSE(targets_of_launcher({"./lockstep", "run", "3", "--step"}).empty());
}
