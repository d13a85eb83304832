#include <stdexcept>

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
    {"name": "lesson03.a", "properties": [
        {"name": "TIMEOUT", "value": 60},
        {"name": "FIXTURES_REQUIRED", "value": ["lesson03_test"]}]},
    {"name": "lesson04.b", "properties": [
        {"name": "FIXTURES_REQUIRED", "value": ["lesson04_test", "x"]}]},
    {"name": "common.c"}]})";

}  // namespace

TEST_CASE("a command that compiles more than it shows is found") {
    CHECK(typed("./lockstep run book moves", 2).empty());
    CHECK(finds(typed("./lockstep run book moves", 3), 2,
                "compiles 3 files, for one example of the book 2 are enough"));
    CHECK(typed("./lockstep run 3 broken", 40).empty());
    CHECK(finds(typed("./lockstep run 3 broken", 41), 2, "one lesson's program"));
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

TEST_CASE("ctest builds what the chosen tests need first") {
    CHECK(targets_of({"ctest", "-R", "lesson03"}, tests) == Targets{"lesson03_test"});
    CHECK(targets_of({"ctest", "-R", "common"}, tests).empty());
    CHECK(targets_of({"ctest", "-FS", ".", "-R", "lesson03"}, tests).empty());
    CHECK(targets_of({"ctest", "--preset", "default"}, tests) ==
          Targets{"lesson03_test", "lesson04_test", "x"});
}

TEST_CASE("the launcher is asked what it builds") {
    const auto asked = [](Words words) {
        words.insert(words.begin(), "./lockstep");
        return targets_of_launcher(words, tests);
    };
    CHECK(asked({"run", "book", "raii"}) == Targets{"book_raii"});
    CHECK(asked({"run", "3", "--step"}) == Targets{"lesson03"});
    CHECK(asked({"test", "-R", "lesson04"}) == Targets{"lesson04_test", "x"});
    CHECK(asked({"run", "N"}).empty());
    CHECK(asked({"doctor"}).empty());
}

TEST_CASE("a target that is not there is found") {
    const auto page = read_page("page.md", "```sh\nninja soup\n```\n");
    const auto unknown = [](const Words&) -> int {
        throw std::runtime_error{"unknown target 'soup'"};
    };
    CHECK(finds(check_builds(page, unknown), 2, "unknown target 'soup'"));
}
