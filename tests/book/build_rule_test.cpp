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

std::string tests(const std::string& configuration) {
    if (configuration == "all")
        return R"({"tests": [{"name": "wrong03.d", "properties": [
                     {"name": "FIXTURES_REQUIRED", "value": ["grader"]}]}]})";
    return R"({"tests": [
        {"name": "lesson03.a", "properties": [
            {"name": "TIMEOUT", "value": 60},
            {"name": "FIXTURES_REQUIRED", "value": ["lesson03_test"]}]},
        {"name": "lesson04.b", "properties": [
            {"name": "FIXTURES_REQUIRED", "value": ["lesson04_test", "x"]}]},
        {"name": "common.c"}]})";
}

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
    CHECK(targets_of({"cmake", "--preset", "default"}, tests).empty());
    CHECK(targets_of({"cmake", "--build", "build"}, tests) == Targets{"all"});
    CHECK(targets_of({"cmake", "--build", "b", "--target", "x", "y", "-j", "2"}, tests) ==
          Targets{"x", "y"});
    CHECK(targets_of({"cmake", "--workflow", "--preset", "tsan"}, tests) ==
          Targets{"all"});
    CHECK(targets_of({"ninja", "-C", "build/default", "x"}, tests) == Targets{"x"});
    CHECK(targets_of({"ninja", "--version"}, tests).empty());
    CHECK(targets_of({"python3", "x.py"}, tests).empty());
}

TEST_CASE("ctest builds what the chosen tests need first") {
    CHECK(targets_of({"ctest", "-R", "lesson03"}, tests) == Targets{"lesson03_test"});
    CHECK(targets_of({"ctest", "-R", "common"}, tests).empty());
    CHECK(targets_of({"ctest", "-C", "all"}, tests) == Targets{"grader"});
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
    CHECK(asked({"test", "-R", "wrong03"}) == Targets{"grader"});
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
