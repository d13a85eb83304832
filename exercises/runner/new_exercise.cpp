#include <regex>
#include <sstream>

#include "common/atomic_file.hpp"
#include "common/screen.hpp"
#include "exercises/runner/author.hpp"

namespace lockstep::learn {
namespace {

namespace fs = std::filesystem;

// "03/last_batch" -> 03_event_handshake/last_batch, after the lesson's folder.
Exercise exercise_named(const Places& places, const std::string& name) {
    static const std::regex form{R"((\d\d)(_[a-z_]+)?/([a-z][a-z0-9_]*))"};
    std::smatch match;
    if (!std::regex_match(name, match, form))
        throw UsageError{name + " is no name for an exercise, such as 03/last_batch"};
    for (const auto& lesson : fs::directory_iterator{places.root / "lessons"}) {
        const auto folder = lesson.path().filename().string();
        if (folder.starts_with(match[1].str() + "_"))
            return {folder + "/" + match[3].str()};
    }
    throw UsageError{"there is no lesson " + match[1].str()};
}

std::string filled(std::string text, const Exercise& exercise) {
    text = std::regex_replace(text, std::regex{R"(\{FOLDER\})"}, exercise.folder());
    return std::regex_replace(text, std::regex{R"(\{NAME\})"}, exercise.name());
}

// The template's file and where it goes.
std::vector<std::pair<std::string, fs::path>> files_of(const Places& places,
                                                       const Exercise& exercise) {
    std::vector<std::pair<std::string, fs::path>> files{
        {"exercise.cpp.in", places.exercise(exercise)},
        {"solution.cpp.in", places.solution(exercise)},
        {"test.cpp.in", places.grader(exercise)},
        {"messages.txt.in", places.messages() / "en" / (exercise.path + ".txt")}};
    for (const auto* answer : {"wrong_two_steps", "wrong_volatile", "wrong_own_lock_each",
                               "wrong_always_two", "right_atomic"}) {
        std::string name = answer;
        if (name.starts_with("wrong_")) name.erase(0, 6);
        files.emplace_back(answer + std::string{".cpp.in"},
                           places.wrong_answers(exercise) / (name + ".cpp"));
    }
    return files;
}

// After the last exercise of the same lesson, or below the lesson's heading.
std::string with_line(const std::string& list, const Exercise& exercise) {
    const std::string line =
        "add_exercise(" + exercise.folder() + " " + exercise.name() + " EXPLORED)\n";
    std::istringstream lines{list};
    std::string before, after;
    bool found = false;
    for (std::string one; std::getline(lines, one);) {
        const bool sibling = one.starts_with("add_exercise(" + exercise.folder() + " ");
        const bool heading = one.starts_with("# ---- " + exercise.lesson() + " ");
        if (sibling || heading) {
            found = true;
            before += after + one + "\n" + (heading ? "\n" : "");
            after.clear();
        } else if (!(found && before.ends_with("\n\n") && after.empty() && one.empty())) {
            after += one + "\n";
        }
    }
    if (!found)
        throw std::runtime_error{"tests/exercises/CMakeLists.txt has no heading # ---- " +
                                 exercise.lesson()};
    return before + line + (after.starts_with('\n') ? "" : "\n") + after;
}

}  // namespace

int new_exercise(const Places& places, const std::string& name) {
    const Exercise exercise = exercise_named(places, name);
    const fs::path list = places.root / "tests/exercises/CMakeLists.txt";
    const std::string new_list = with_line(read_file(list), exercise);
    const auto files = files_of(places, exercise);
    for (const auto& [from, to] : files)
        if (fs::exists(to))
            throw std::runtime_error{places.from_root(to) + " is there already"};
    std::string told;
    for (const auto& [from, to] : files) {
        fs::create_directories(to.parent_path());
        const auto text = read_file(places.root / "exercises/runner/template" / from);
        write_atomically(to, filled(text, exercise), IfExists::refuse, Survives::kill);
        told += "  " + places.from_root(to) + "\n";
    }
    write_atomically(list, new_list, IfExists::replace, Survives::kill);
    told += "  a line in " + places.from_root(list) + "\n";
    screen::write(screen::Stream::out, "Made:\n" + told +
                                           "\nThey are a small exercise that works. "
                                           "Write yours in its place, then: ./lockstep "
                                           "dev-check " +
                                           exercise.short_name() + "\n");
    return exit_passed;
}

}  // namespace lockstep::learn
