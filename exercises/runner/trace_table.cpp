#include "exercises/runner/trace_table.hpp"

#include <algorithm>
#include <array>
#include <regex>
#include <sstream>

#include "common/visible_text.hpp"

namespace lockstep::learn {
namespace {

// What stands between two bars, the first is the mark, the last the place.
using Cells = std::vector<std::string>;

std::string trimmed(const std::string& text) {
    const auto from = text.find_first_not_of(' ');
    if (from == text.npos) return "";
    return text.substr(from, text.find_last_not_of(' ') - from + 1);
}

// At most `count` of them: a place quotes source, which may hold bars too.
Cells cells_of(const std::string& line, std::size_t count) {
    Cells cells;
    std::size_t from = 0;
    for (auto bar = line.find('|'); bar != line.npos && cells.size() + 1 < count;
         bar = line.find('|', from)) {
        cells.push_back(trimmed(line.substr(from, bar - from)));
        from = bar + 1;
    }
    cells.push_back(trimmed(line.substr(from)));
    return cells;
}

// "set" of "calls set" and of "set: nobody waits", where that is a call.
std::string function_of(const std::string& what) {
    static const std::regex call{R"(calls (\w+)|(\w+): (nobody waits|waits|wakes.*))"};
    std::smatch found;
    if (!std::regex_match(what, found, call)) return "";
    return found[1].matched ? found[1] : found[2];
}

// "line.ready" where the source has one call such as line.ready.set().
std::string called_on(const std::string& source, const std::string& function) {
    const std::regex call{R"(([\w.>\[\]-]*[\w\]])(\.|->))" + function + R"(\()"};
    const std::sregex_iterator first{source.begin(), source.end(), call}, none;
    if (first == none || std::next(first) != none) return "";
    return (*first)[1];
}

// "waits for condition ready" speaks of what "waits on ready" does; a number needs its
// kind: "mutex 1".
std::string waited_for(const std::string& what) {
    static const std::regex wait{R"(waits for (?:(\w+) )?([^, ]+)(, .*)?)"};
    std::smatch found;
    if (!std::regex_match(what, found, wait)) return "";
    const std::string name = found[2];
    const bool is_number = name.find_first_not_of("0123456789") == name.npos;
    return is_number ? found[1].str() + " " + name : name;
}

Kind kind_of(const Step& step) {
    static const std::array<std::pair<Kind, std::regex>, 9> all{
        {{Kind::begin, std::regex{R"(begins|(.*: )?starts .*)"}},
         {Kind::finish, std::regex{R"(ends|checks|(.*: )?joins .*)"}},
         {Kind::lock, std::regex{R"((locks|unlocks|tries) .*)"}},
         {Kind::notify,
          std::regex{R"((notifies|posts) .*|.*: (nobody waits|wakes \d+|notifies .*))"}},
         {Kind::wait, std::regex{R"(waits .*|.*: waits)"}},
         {Kind::wake, std::regex{R"(wakes.*|.*: wakes)"}},
         {Kind::look, std::regex{R"(reads .*|.* is .*)"}},
         {Kind::change, std::regex{R"((calls|writes|frees) .*|.* = .*|.*: .* to .*)"}},
         {Kind::other, std::regex{".*"}}}};
    if (step.mark == "##") return Kind::stands;
    return std::ranges::find_if(
               all,
               [&](const auto& one) { return std::regex_match(step.what, one.second); })
        ->first;
}

std::string object_of(const Step& step) {
    static const std::regex named{
        R"((?:locks|unlocks|tries|notifies|posts|waits on|waits for|reads|writes|frees) )"
        R"((.+?)(?:: .*|, lets go of .*)?)"
        R"(|(.+?)(?: is .*| = .*|: .+ to .+))"};
    if (step.mark == "##") return waited_for(step.what);
    if (const auto function = function_of(step.what); !function.empty())
        return called_on(step.source, function);
    std::smatch found;
    if (!std::regex_match(step.what, found, named)) return "";
    return found[1].matched ? found[1] : found[2];
}

std::string in_full(const Step& step) {
    const auto function = function_of(step.what);
    if (function.empty() || step.object.empty()) return step.what;
    const std::size_t at = step.what.starts_with("calls ") ? 6 : 0;
    return std::string{step.what}.insert(at, step.object + ".");
}

Step step_of(const Cells& cells, const Cells& names) {
    Step step;
    if (cells.size() != names.size()) return step;
    const auto lane = std::find_if(cells.begin() + 1, cells.end() - 1,
                                   [](const auto& cell) { return !cell.empty(); });
    if (lane == cells.end() - 1) return step;
    step.mark = cells.front();
    step.who = names[static_cast<std::size_t>(lane - cells.begin())];
    step.what = *lane;
    const auto& last = cells.back();
    const auto end = last.find(' ');
    step.place = last.substr(0, end);
    if (end != last.npos) step.source = trimmed(last.substr(end));
    step.kind = kind_of(step);
    step.object = object_of(step);
    step.in_full = in_full(step);
    return step;
}

}  // namespace

TraceTable::TraceTable(std::string_view trace) {
    std::istringstream text{visible(trace, "\n")};
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    if (lines.empty()) return;
    const auto bars = std::ranges::count(lines.front(), '|');
    has_lanes = bars > 1;
    if (has_lanes)
        lanes_width = display_width(lines.front().substr(0, lines.front().rfind('|')));
    const auto count = static_cast<std::size_t>(bars) + 1;
    const auto names = cells_of(lines.front(), count);
    for (std::size_t i = 1; i < lines.size(); ++i)
        steps.push_back(has_lanes ? step_of(cells_of(lines[i], count), names) : Step{});
}

bool TraceTable::tells_something() const {
    if (!has_lanes) return !lines.empty();
    return std::ranges::any_of(steps, [](const Step& step) {
        return step.kind != Kind::begin && step.kind != Kind::finish;
    });
}

}  // namespace lockstep::learn
