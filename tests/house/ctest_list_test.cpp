// CTest runs what its list names, and reads that from the sources
// (cmake/list_tests.cmake). These tests read the sources another way, and ask the
// programs, so that no test case is silently not run.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <iostream>
#include <regex>
#include <set>
#include <sstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/house/source_files.hpp"
#include "tests/support/ctest_list.hpp"
#include "tests/support/run_program.hpp"

namespace {

namespace fs = std::filesystem;
using lockstep::house::read_file;
using Names = std::set<std::string>;

// One line a program: what CTest puts before its cases' names, and where it is.
struct TestProgram {
    std::string prefix;
    std::string path;
};

std::vector<TestProgram> test_programs() {
    std::vector<TestProgram> programs;
    std::istringstream lines{read_file(LOCKSTEP_BUILD_DIR "/test_programs.txt")};
    TestProgram one;
    while (lines >> one.prefix && std::getline(lines >> std::ws, one.path))
        programs.push_back(one);
    return programs;
}

const nlohmann::json& ctest_list() {
    static const auto list = [] {
        const auto text = lockstep::test::ctest_list_as_json(LOCKSTEP_BUILD_DIR);
        return nlohmann::json::parse(text).at("tests");
    }();
    return list;
}

std::vector<std::string> command_of(const nlohmann::json& test) {
    return test.value("command", std::vector<std::string>{});
}

Names listed_by_ctest(const std::string& program) {
    Names names;
    for (const auto& test : ctest_list())
        if (const auto command = command_of(test);
            !command.empty() && command[0] == program)
            names.insert(test.at("name"));
    return names;
}

Names listed_by(const TestProgram& program) {
    const auto result = lockstep::test::run_program({program.path, "--list-test-cases"});
    REQUIRE(result.exit_code == 0);
    Names names;
    std::istringstream lines{result.out};
    for (std::string line; std::getline(lines, line);)
        if (!line.starts_with("[doctest]") && !line.starts_with("====="))
            // A case for several types is one test.
            names.insert(program.prefix + line.substr(0, line.find('<')));
    return names;
}

// The names in TEST_CASE("…" "…") lines; the formatter may have cut a name in two.
Names cases_in(const std::string& text) {
    static const std::regex test_case{
        R"re((?:^|\n)TEST_CASE(?:_TEMPLATE)?\(((?:\s*"[^"\n]*")+)\s*[,)])re"};
    static const std::regex piece{R"re("([^"\n]*)")re"};
    Names names;
    for (std::sregex_iterator i{text.begin(), text.end(), test_case}, end; i != end;
         ++i) {
        const auto pieces = (*i)[1].str();
        std::string name;
        for (std::sregex_iterator p{pieces.begin(), pieces.end(), piece}; p != end; ++p)
            name += (*p)[1];
        names.insert(name);
    }
    return names;
}

// A program that was built before a source changed may lack what CTest will build.
bool is_fresh(const TestProgram& program) {
    static const auto newest = [] {
        fs::file_time_type time;
        for (const auto& source : lockstep::house::read_sources(LOCKSTEP_SOURCE_DIR))
            time = std::max(
                time, fs::last_write_time(fs::path{LOCKSTEP_SOURCE_DIR} / source.first));
        return time;
    }();
    return fs::exists(program.path) && fs::last_write_time(program.path) >= newest;
}

}  // namespace

TEST_CASE("the list of CTest is the list of each test program that is fresh") {
    const auto programs = test_programs();
    CHECK(programs.size() > 3);
    for (const auto& program : programs) {
        if (!is_fresh(program)) continue;
        CAPTURE(program.path);
        const auto own = listed_by(program);
        CHECK_FALSE(own.empty());
        CHECK(listed_by_ctest(program.path) == own);
    }
}

TEST_CASE("a name in a source is read as doctest reads it") {
    CHECK(
        cases_in("\nTEST_CASE(\"one\") {\nTEST_CASE(\"two \"\n          \"halves\") {") ==
        Names{"one", "two halves"});
    CHECK(cases_in("text(\"TEST_CASE(\")").empty());
}

TEST_CASE("every test case that stands in a source is a test of CTest") {
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
    std::cout << "skipped: some tests step aside under a sanitizer\n";
    return;
#endif
    Names all;  // without a program's prefix
    for (const auto& test : ctest_list())
        for (const auto& program : test_programs())
            if (const auto name = test.at("name").get<std::string>();
                name.starts_with(program.prefix))
                all.insert(name.substr(program.prefix.size()));
    for (const auto& source : lockstep::house::read_sources(LOCKSTEP_SOURCE_DIR)) {
        // The cases of a grader are checks of one test, such as solution03.last_batch;
        // and common.… runs the program of watch_cases, whose tests hang.
        if (source.first.starts_with("tests/exercises/0") ||
            source.first == "tests/common/watch_cases.cpp")
            continue;
        for (const auto& name : cases_in(source.second))
            CHECK_MESSAGE(all.contains(name), source.first << ": nobody runs " << name);
    }
}

// doctest looks for a case by its name without regard to upper and lower case: of two
// such twins each CTest test would run both.
TEST_CASE("no test has the name of another") {
    Names seen;
    for (const auto& test : ctest_list()) {
        auto name = test.at("name").get<std::string>();
        std::ranges::transform(name, name.begin(), [](unsigned char c) {
            return static_cast<char>(std::tolower(c));
        });
        CHECK_MESSAGE(seen.insert(name).second, name);
    }
}

TEST_CASE("every test has a time limit") {
    for (const auto& test : ctest_list()) {
        const auto& properties = test.at("properties");
        CHECK_MESSAGE(std::ranges::any_of(properties,
                                          [](const auto& property) {
                                              return property.at("name") == "TIMEOUT";
                                          }),
                      test.at("name"));
    }
}

TEST_CASE("the tests of a lesson are asked for by its name alone") {
    static const std::regex with_lesson{R"(lesson\d\d)"};
    static const std::regex of_lesson{R"(lesson\d\d(\.| steps aside).*)"};
    for (const auto& test : ctest_list()) {
        const auto name = test.at("name").get<std::string>();
        if (std::regex_search(name, with_lesson))
            CHECK_MESSAGE(std::regex_match(name, of_lesson), name);
    }
}
