#include "tests/explorer/trace/lanes.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include <unistd.h>

#include "tests/explorer/messages.hpp"

namespace lockstep::explorer {
namespace {

// Red is left for what fails. Blue is hard to read on black.
constexpr std::array colours{36, 33, 35, 32, 96, 93, 95, 92};

// A row of the table. Beyond the events: where those stand who cannot go on.
struct Row {
    std::size_t lane;
    const char* mark;  // "~>" a thread takes the turn, "##" one is stuck
    const std::string* text;
    const TracePlace* place;
};

std::vector<Row> rows_of(const Trace& trace) {
    std::vector<Row> rows;
    for (const TraceEvent& event : trace.events)
        rows.push_back({static_cast<std::size_t>(event.thread),
                        event.preempts ? "~>" : "  ", &event.text, &event.place});
    for (std::size_t i = 0; i < trace.threads.size(); ++i) {
        const TraceThread& thread = trace.threads[i];
        if (!thread.stands.empty())
            rows.push_back({i, "##", &thread.stands, &thread.place});
    }
    return rows;
}

class Table {
  public:
    Table(const Trace& trace, const LaneStyle& style) : trace_{trace}, style_{style} {}

    std::string text() {
        const auto rows = rows_of(trace_);
        const bool is_long = rows.size() > style_.first + style_.last + 1;
        const auto skip_to = rows.size() - style_.last;
        const auto is_left_out = [&](std::size_t i) {
            return is_long && i >= style_.first && i < skip_to;
        };
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (!is_left_out(i)) make_room(rows[i].lane, *rows[i].text);
        for (std::size_t i = 0; i < widths_.size(); ++i)
            make_room(i, trace_.threads.at(i).name);
        add_heading();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (is_long && i == style_.first)
                text_ += "   " +
                         say("trace.events_left_out"_key,
                             fmt::arg("count", skip_to - style_.first)) +
                         "\n";
            if (!is_left_out(i)) add(rows[i]);
        }
        return text_;
    }

  private:
    // A lane is as wide as what is said in it.
    void make_room(std::size_t lane, const std::string& text) {
        widths_.resize(std::max(widths_.size(), lane + 1), 4);
        widths_[lane] = std::max(widths_[lane], width_of(text));
    }

    void add_cell(std::size_t lane, const std::string& text) {
        const std::string space(widths_[lane] - width_of(text), ' ');
        const bool colour = style_.colour && !text.empty();
        text_ +=
            "| " + (colour ? coloured(text, static_cast<int>(lane)) : text) + space + " ";
    }

    void add_heading() {
        text_ += "   ";
        for (std::size_t i = 0; i < widths_.size(); ++i)
            add_cell(i, trace_.threads.at(i).name);
        text_ += "| " + say("trace.source"_key) + "\n";
    }

    void add(const Row& row) {
        const bool bold = style_.colour && *row.mark != ' ';
        text_ += bold ? fmt::format(" \x1b[1m{}\x1b[0m", row.mark)
                      : fmt::format(" {}", row.mark);
        for (std::size_t i = 0; i < widths_.size(); ++i)
            add_cell(i, i == row.lane ? *row.text : "");
        text_ += "|";
        if (row.place->line > 0)
            text_ += fmt::format(" {}  {}", row.place->short_name(), row.place->source);
        text_.erase(text_.find_last_not_of(' ') + 1);
        text_ += '\n';
    }

    const Trace& trace_;
    const LaneStyle& style_;
    std::vector<std::size_t> widths_;
    std::string text_;
};

// Hangul, Chinese and Japanese characters and their punctuation, and emoji.
bool is_wide(std::uint32_t letter) {
    return (letter >= 0x1100 && letter <= 0x115f) ||
           (letter >= 0x2e80 && letter <= 0xa4cf) ||
           (letter >= 0xac00 && letter <= 0xd7a3) ||
           (letter >= 0xf900 && letter <= 0xfaff) ||
           (letter >= 0xfe30 && letter <= 0xfe6f) ||
           (letter >= 0xff00 && letter <= 0xff60) ||
           (letter >= 0x1f300 && letter <= 0x1faff) ||
           (letter >= 0x20000 && letter <= 0x3fffd);
}

}  // namespace

std::string lanes(const Trace& trace, const LaneStyle& style) {
    return Table{trace, style}.text();
}

bool wants_colour() {
    const char* no_color = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    const bool dumb = terminal != nullptr && std::strcmp(terminal, "dumb") == 0;
    return (no_color == nullptr || *no_color == '\0') && !dumb &&
           ::isatty(STDOUT_FILENO) != 0;
}

std::string coloured(const std::string& text, int thread) {
    return fmt::format("\x1b[{}m{}\x1b[0m",
                       colours[static_cast<std::size_t>(thread) % colours.size()], text);
}

std::size_t width_of(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const std::size_t size = first < 0x80   ? 1
                                 : first < 0xe0 ? 2
                                 : first < 0xf0 ? 3
                                                : 4;
        std::uint32_t letter = size == 1 ? first : first & (0xffU >> (size + 1));
        for (std::size_t k = 1; k < size && i + k < text.size(); ++k)
            letter = letter << 6U | (static_cast<unsigned char>(text[i + k]) & 0x3fU);
        width += is_wide(letter) ? 2 : 1;
        i += size;
    }
    return width;
}

}  // namespace lockstep::explorer
