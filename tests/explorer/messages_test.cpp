// The table of messages: complete, without a line too many, and translatable.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "tests/explorer/messages.hpp"
#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

using lockstep::explorer::read_messages;
using lockstep::test::contains;
using lockstep::test::run_program;
using lockstep::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

std::string text_of(const fs::path& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

// Every "…"_key in the sources of the explorer.
std::set<std::string> keys_in_the_code() {
    static const std::regex key{R"re("([a-z_.]+)"_key)re"};
    std::set<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator{LOCKSTEP_EXPLORER_FOLDER}) {
        const auto name = entry.path().filename().string();
        if (!name.ends_with(".cpp") || name.ends_with("_test.cpp")) continue;
        const auto text = text_of(entry.path());
        for (std::sregex_iterator i{text.begin(), text.end(), key}, end; i != end; ++i)
            found.insert((*i)[1]);
    }
    return found;
}

std::string a_file_with(const TemporaryFolder& folder, const std::string& text) {
    const auto name = folder.path() + "/language.txt";
    std::ofstream{name} << text;
    return name;
}

auto explore_dinner_in(const std::string& language) {
    return run_program({LOCKSTEP_EXPLORE, LOCKSTEP_EXPLORED_DINNER},
                       {.environment = {"LOCKSTEP_LANG=" + language}});
}

}  // namespace

TEST_CASE("each key in the code has a message") {
    const auto& english = lockstep::explorer::english_messages();
    CHECK(keys_in_the_code().size() > 100);
    for (const auto& key : keys_in_the_code()) CHECK_MESSAGE(english.contains(key), key);
}

TEST_CASE("each message has a place in the code") {
    const auto used = keys_in_the_code();
    for (const auto& message : lockstep::explorer::english_messages()) {
        CHECK_MESSAGE(used.contains(message.first), message.first);
        CHECK_MESSAGE(!message.second.empty(), message.first);
    }
}

TEST_CASE("a line that is no message is named with its file and number") {
    CHECK_THROWS_WITH((void)read_messages("# fine\n\na.b = c\nsoup\n", "zh.txt"),
                      "zh.txt:4: not of the form: key = text");
    const auto messages = read_messages("a.b =  c = {d} \r\n", "zh.txt");
    CHECK(messages.at("a.b") == "c = {d}");
}

TEST_CASE("another language replaces what it has and the rest stays English") {
    const TemporaryFolder folder;
    const auto file = a_file_with(folder, "thread.main = haupt\n"
                                          "event.lock = nimmt {object}\n"
                                          "waits.held = {holders} hat {object}\n");
    const auto result = explore_dinner_in(file);
    CHECK(result.exit_code == 1);
    CHECK(contains(result.out, "| haupt "));
    CHECK(contains(result.out, "| nimmt left_fork"));
    CHECK(contains(result.out, "kant hat mutex right_fork"));
    CHECK(contains(result.out, "deadlock: no thread can go on"));
    CHECK(result.err.empty());
}

TEST_CASE("lanes stay straight with characters that are two columns wide") {
    const TemporaryFolder folder;
    const auto file = a_file_with(folder, "event.begin = 开始\n");
    const auto result = explore_dinner_in(file);
    // "locks left_fork" and the others are 44 wide at most: "waits for mutex …".
    CHECK(contains(result.out, "| 开始" + std::string(44 - 4, ' ') + " |"));
}

TEST_CASE("a message with a field that does not exist is told in English") {
    const TemporaryFolder folder;
    const auto result = explore_dinner_in(a_file_with(folder, "event.lock = {soup}\n"));
    CHECK(contains(result.out, "| locks left_fork"));
}

TEST_CASE("a language that cannot be had is told and English is used") {
    const auto missing = explore_dinner_in("tlh");
    CHECK(contains(missing.err, "LOCKSTEP_LANG: there is no "));
    CHECK(contains(missing.err, "tlh.txt: English is used"));
    CHECK(contains(missing.out, "locks left_fork"));
    const TemporaryFolder folder;
    const auto broken = explore_dinner_in(a_file_with(folder, "soup\n"));
    CHECK(contains(broken.err, "language.txt:1: not of the form: key = text"));
    CHECK(contains(broken.out, "locks left_fork"));
    const auto other = run_program({LOCKSTEP_EXPLORE, LOCKSTEP_EXPLORED_DINNER},
                                   {.environment = {"LOCKSTEP_LANG", "LANG=tlh.UTF-8"}});
    CHECK(other.err.empty());
}
