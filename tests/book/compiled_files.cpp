#include "tests/book/compiled_files.hpp"

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "tests/house/fake_machine.hpp"
#include "tests/support/ctest_list.hpp"
#include "tests/support/run_program.hpp"

namespace lockstep::book {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using Targets = std::vector<std::string>;

Targets after_target(const Words& words) {
    auto word = std::ranges::find_if(
        words, [](const std::string& one) { return one == "--target" || one == "-t"; });
    if (word == words.end()) return {};
    const auto end = std::find_if(
        ++word, words.end(), [](const std::string& one) { return one.starts_with('-'); });
    return {word, end};
}

Targets targets_of_cmake(const Words& words) {
    if (std::ranges::count(words, "--workflow") > 0) return {"all"};
    if (std::ranges::count(words, "--build") == 0) return {};
    const auto targets = after_target(words);
    return targets.empty() ? Targets{"all"} : targets;
}

Targets targets_of_ninja(const Words& words) {
    if (std::ranges::count(words, "--version") > 0) return {};
    Targets targets;
    for (std::size_t i = 1; i < words.size(); ++i)
        if (words[i] == "-C")
            ++i;
        else if (!words[i].starts_with('-'))
            targets.push_back(words[i]);
    return targets.empty() ? Targets{"all"} : targets;
}

std::string after(const Words& words, const std::string& option, std::string otherwise) {
    const auto word = std::ranges::find(words, option);
    return words.end() - word < 2 ? otherwise : *(word + 1);
}

// A fixture of ours has the name of the target that it builds. With -FS none is set up.
Targets targets_of_ctest(const Words& words, const ListTests& list) {
    if (std::ranges::count(words, "-FS") > 0) return {};
    const std::regex chosen{after(words, "-R", "")};
    std::set<std::string> targets;
    const auto all = Json::parse(list(after(words, "-C", "default"))).at("tests");
    for (const auto& test : all)
        if (std::regex_search(test.at("name").get<std::string>(), chosen))
            for (const auto& one : test.value("properties", Json::array()))
                if (one.at("name") == "FIXTURES_REQUIRED")
                    targets.merge(one.at("value").get<std::set<std::string>>());
    return {targets.begin(), targets.end()};
}

// A machine where everything is installed and nothing is built.
house::FakeMachine ready_machine() {
    house::Machine machine{.ready_lessons = "1;2;3;4;5;6"};
    for (const auto* user : {"book", "1", "2", "3", "4", "5", "5+", "6", "test", "bench"})
        machine.installed.merge(house::packages_for(user));
    return house::FakeMachine{machine};
}

}  // namespace

Targets targets_of(const Words& command, const ListTests& list) {
    if (command.empty()) return {};
    if (command[0] == "cmake") return targets_of_cmake(command);
    if (command[0] == "ninja") return targets_of_ninja(command);
    if (command[0] == "ctest") return targets_of_ctest(command, list);
    return {};
}

Targets targets_of_launcher(const Words& command, const ListTests& list) {
    const auto machine = ready_machine();
    for (const auto* room : {"lessons", "book", "tests/bench"}) {
        const auto made_up = fs::path{machine.repository()} / room;
        fs::remove_all(made_up);
        fs::create_directory_symlink(fs::path{LOCKSTEP_SOURCE_DIR} / room, made_up);
    }
    machine.lockstep({command.begin() + 1, command.end()});
    std::set<std::string> targets;
    std::istringstream calls{machine.calls()};
    for (std::string line; std::getline(calls, line);)
        for (const auto& call : split_commands(line))
            std::ranges::copy(targets_of(call, list),
                              std::inserter(targets, targets.end()));
    targets.erase("build.ninja");  // CMake, where one of its files has changed
    return {targets.begin(), targets.end()};
}

FileCounter::FileCounter(fs::path build_folder)
    : build_folder_{std::move(build_folder)} {}

std::string FileCounter::list(const std::string& configuration) {
    const auto [known, is_new] = tests_.try_emplace(configuration);
    if (is_new) known->second = test::ctest_list_as_json(build_folder_, configuration);
    return known->second;
}

int FileCounter::operator()(Words command) {
    if (command.empty()) return 0;
    const bool ours = command[0] == "./lockstep";
    // What follows a lesson's number is for its program.
    if (ours && command.size() > 3 && command[1] == "run" && command[2] != "book")
        command.resize(3);
    const auto [known, is_new] = known_.try_emplace(command, 0);
    const auto tests = [&](const std::string& configuration) {
        return list(configuration);
    };
    if (is_new)
        known->second = count(ours ? targets_of_launcher(command, tests)
                                   : targets_of(command, tests));
    return known->second;
}

int FileCounter::count(const Targets& targets) const {
    if (targets.empty()) return 0;
    Words command{"ninja", "-C", build_folder_, "-t", "commands"};
    command.insert(command.end(), targets.begin(), targets.end());
    const auto result = test::run_program(command);
    if (result.exit_code != 0) throw std::runtime_error{result.err + result.out};
    int files = 0;
    std::istringstream lines{result.out};
    for (std::string line; std::getline(lines, line);)
        files += line.find(" -c ") != line.npos;
    return files;
}

}  // namespace lockstep::book
