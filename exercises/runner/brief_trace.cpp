#include "exercises/runner/brief_trace.hpp"

#include <algorithm>
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

// "last_batch.cpp:21" of "last_batch.cpp:21  lock.unlock();"
std::string place_of(const Cells& cells) {
    return cells.back().substr(0, cells.back().find(' '));
}

struct Table {
    std::vector<std::string> lines;
    std::vector<Cells> rows;  // of each line; the heading first

    bool is_one() const { return !rows.empty() && rows.front().size() > 2; }

    bool has_room_for_places(std::size_t width) const {
        const auto lanes =
            display_width(lines.front().substr(0, lines.front().rfind('|')));
        return std::ranges::all_of(rows, [&](const Cells& cells) {
            return lanes + 2 + display_width(place_of(cells)) <= width;
        });
    }
};

Table table_of(std::string_view trace) {
    Table table;
    std::istringstream lines{visible(trace, "\n")};
    for (std::string line; std::getline(lines, line);) table.lines.push_back(line);
    if (table.lines.empty()) return table;
    const auto bars = std::ranges::count(table.lines.front(), '|');
    for (const auto& line : table.lines)
        table.rows.push_back(cells_of(line, static_cast<std::size_t>(bars) + 1));
    return table;
}

// "## writer     waits for mutex_                line 21"
class StepByStep {
  public:
    StepByStep(const Table& table, std::string file, const Messages& words)
        : table_{table}, file_{std::move(file)}, words_{words} {
        for (const auto& cells : table.rows) {
            if (!is_step(cells)) continue;
            const auto lane = lane_of(cells);
            who_ = std::max(who_, display_width(name_of(lane)));
            what_ = std::max(what_, display_width(cells[lane]));
        }
    }

    std::string line(std::size_t row, std::size_t width) const {
        const auto& cells = table_.rows[row];
        if (!is_step(cells)) return cut(table_.lines[row], width);
        const auto lane = lane_of(cells);
        const std::string begin = pad(cells.front(), 3) + pad(name_of(lane), who_) + "  ";
        const auto& what = cells[lane];
        const auto place = own_line(cells);
        if (place.empty()) return cut(begin + what, width);
        const auto room = width - std::min(width, display_width(begin + place) + 2);
        return begin + pad(cut(what, room), std::min(what_, room)) + "  " + place;
    }

  private:
    bool is_step(const Cells& cells) const {
        return cells.size() == table_.rows.front().size() && lane_of(cells) > 0;
    }
    // The one that is not empty; 0 where there is none.
    static std::size_t lane_of(const Cells& cells) {
        for (std::size_t i = 1; i + 1 < cells.size(); ++i)
            if (!cells[i].empty()) return i;
        return 0;
    }
    const std::string& name_of(std::size_t lane) const {
        return table_.rows.front()[lane];
    }
    std::string own_line(const Cells& cells) const {
        const auto place = place_of(cells);
        if (!place.starts_with(file_ + ":")) return "";
        return words_.say("trace line", {{"line", place.substr(file_.size() + 1)}});
    }

    const Table& table_;
    const std::string file_;
    const Messages& words_;
    std::size_t who_ = 0, what_ = 0;  // the widest of each
};

}  // namespace

BriefTrace brief_trace(std::string_view trace, const std::string& file,
                       const Messages& words, std::size_t width, std::size_t rows) {
    const Table table = table_of(trace);
    BriefTrace brief;
    if (table.lines.empty()) return brief;
    const std::size_t all = table.lines.size() - 1;
    brief.left_out = all - std::min(all, rows);
    if (brief.left_out == 1) brief.left_out = 0;  // to say so takes a line too
    brief.has_heading = !table.is_one() || table.has_room_for_places(width);
    const StepByStep steps{table, file, words};
    if (brief.has_heading) brief.lines.push_back(cut(table.lines.front(), width));
    for (std::size_t row = 1 + brief.left_out; row < table.lines.size(); ++row)
        brief.lines.push_back(brief.has_heading ? cut(table.lines[row], width)
                                                : steps.line(row, width));
    return brief;
}

}  // namespace lockstep::learn
