#include "exercises/runner/brief_trace.hpp"

#include <algorithm>
#include <numeric>

#include "common/visible_text.hpp"
#include "exercises/runner/rows_that_matter.hpp"

namespace lockstep::learn {
namespace {

constexpr std::size_t narrow = 98;  // columns; lanes and their source need more

// "## writer     waits for mutex_                line 21"
class StepByStep {
  public:
    StepByStep(const TraceTable& table, std::string file, const Messages& words)
        : table_{table}, file_{std::move(file)}, words_{words} {
        for (const auto& step : table.steps) {
            who_ = std::max(who_, display_width(step.who));
            what_ = std::max(what_, display_width(step.in_full));
        }
    }

    std::string line(std::size_t row, bool after_gap, std::size_t width) const {
        const auto& step = table_.steps[row];
        if (step.who.empty()) return cut(table_.lines[row + 1], width);
        const auto& mark = step.mark.empty() && after_gap ? gap_ : step.mark;
        const std::string begin = pad(mark, 3) + pad(step.who, who_) + "  ";
        const auto what = step.in_full;
        const auto place = own_line(step);
        if (place.empty()) return cut(begin + what, width);
        const auto room = width - std::min(width, display_width(begin + place) + 2);
        return begin + pad(cut(what, room), std::min(what_, room)) + "  " + place;
    }

  private:
    std::string own_line(const Step& step) const {
        if (!step.place.starts_with(file_ + ":")) return "";
        return words_.say("trace line", {{"line", step.place.substr(file_.size() + 1)}});
    }

    const TraceTable& table_;
    const std::string file_;
    const Messages& words_;
    const std::string gap_ = "..";
    std::size_t who_ = 0, what_ = 0;  // the widest of each
};

std::string in_lanes(const std::string& line, bool after_gap, std::size_t width) {
    const bool has_mark = !line.starts_with("   ");
    return cut(after_gap && !has_mark ? " .." + line.substr(3) : line, width);
}

// The last ones where nothing is known of them.
std::vector<std::size_t> chosen_rows(const TraceTable& table, const Facts& facts,
                                     std::size_t count) {
    if (table.has_lanes && count < table.steps.size())
        return rows_that_matter(table, facts, count);
    std::vector<std::size_t> rows(std::min(count, table.steps.size()));
    std::iota(rows.begin(), rows.end(), table.steps.size() - rows.size());
    return rows;
}

}  // namespace

BriefTrace brief_trace(const Facts& facts, const Messages& words, std::size_t width,
                       std::size_t rows) {
    const TraceTable table{facts.trace};
    BriefTrace brief;
    if (table.lines.empty()) return brief;
    brief.all = table.steps.size();
    brief.has_order = table.has_lanes;
    const bool nearly_all = brief.all <= rows || brief.all - rows <= rows / 4;
    const auto chosen = chosen_rows(table, facts, nearly_all ? brief.all : rows);
    brief.left_out = brief.all - chosen.size();
    brief.has_lanes = table.has_lanes && width >= narrow && table.lanes_width < width;
    if (brief.has_lanes || !table.has_lanes)
        brief.lines.push_back(cut(table.lines.front(), width));
    const StepByStep steps{table, facts.exercise.name() + ".cpp", words};
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        const bool after_gap = chosen[i] != (i == 0 ? 0 : chosen[i - 1] + 1);
        brief.lines.push_back(brief.has_lanes
                                  ? in_lanes(table.lines[chosen[i] + 1], after_gap, width)
                                  : steps.line(chosen[i], after_gap, width));
    }
    return brief;
}

bool has_telling_trace(const Facts& facts) {
    return TraceTable{facts.trace}.tells_something();
}

}  // namespace lockstep::learn
