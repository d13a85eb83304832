#include "exercises/runner/progress.hpp"

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "common/atomic_file.hpp"
#include "exercises/runner/file_lock.hpp"

namespace lockstep::learn {
namespace {

constexpr const char* heading =
    "# Where you are, written by ./lockstep learn and check. Remove it to begin anew.";

bool is_about(const std::string& line, const std::string& begin) {
    return line == begin || line.starts_with(begin + " ");
}

}  // namespace

Progress::Lines Progress::read() const {
    Lines lines;
    if (!std::filesystem::exists(places_.progress())) return lines;
    std::istringstream text{read_file(places_.progress())};
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
}

void Progress::replace(const std::string& begin, const std::string& added) const {
    const FileLock lock{places_.work / "progress.lock"};
    const Lines before = read();
    Lines lines = before;
    if (lines.empty()) lines.push_back(heading);
    std::erase_if(lines, [&](const auto& line) { return is_about(line, begin); });
    if (!added.empty()) lines.push_back(added);
    if (lines == before) return;
    std::string text;
    for (const auto& line : lines) text += line + "\n";
    write_atomically(places_.progress(), text, IfExists::replace, Survives::kill);
}

bool Progress::passed(const Exercise& exercise) const {
    return std::ranges::count(read(), "passed " + exercise.path) > 0;
}

bool Progress::passed_before_reset(const Exercise& exercise) const {
    return std::ranges::count(read(), "reset " + exercise.path) > 0;
}

bool Progress::asked_for_solution(const Exercise& exercise) const {
    return std::ranges::count(read(), "asked " + exercise.path) > 0;
}

int Progress::hints(const Exercise& exercise) const {
    const std::string begin = "hints " + exercise.path;
    for (const auto& line : read())
        if (is_about(line, begin))
            return std::clamp(std::atoi(line.c_str() + begin.size()), 0, 3);
    return 0;
}

std::string Progress::at() const {
    for (const auto& line : read())
        if (line.starts_with("at ")) return line.substr(3);
    return "";
}

void Progress::set_passed(const Exercise& exercise) {
    const std::string line = "passed " + exercise.path;
    replace(line, line);
}

void Progress::forget(const Exercise& exercise) {
    if (passed(exercise)) replace("reset " + exercise.path, "reset " + exercise.path);
    for (const std::string what : {"passed ", "asked ", "hints "})
        replace(what + exercise.path, "");
}

void Progress::set_hints(const Exercise& exercise, int count) {
    const std::string begin = "hints " + exercise.path;
    replace(begin, count > 0 ? begin + " " + std::to_string(count) : "");
}

void Progress::set_asked_for_solution(const Exercise& exercise) {
    replace("asked " + exercise.path, "asked " + exercise.path);
}

void Progress::set_at(const Exercise& exercise) {
    replace("at", "at " + exercise.path);
}

}  // namespace lockstep::learn
