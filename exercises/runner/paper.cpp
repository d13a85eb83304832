#include "exercises/runner/paper.hpp"

#include <algorithm>
#include <sstream>

#include <sys/ioctl.h>
#include <unistd.h>

#include "common/colours.hpp"
#include "common/screen.hpp"
#include "common/visible_text.hpp"

namespace lockstep::learn {
namespace {

constexpr std::size_t label_width = 11;
constexpr std::size_t widest = 100;
constexpr std::size_t narrowest = 40;

// Marks become escape codes, or nothing. `bold` goes on into the next line.
std::string with_bold(const std::string& line, bool colour, bool& bold) {
    std::string made = bold && colour ? "\x1b[1m" : "";
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line.compare(at, 2, "**") != 0) {
            made += line[at];
            continue;
        }
        bold = !bold;
        ++at;
        if (colour) made += bold ? "\x1b[1m" : "\x1b[0m";
    }
    return bold && colour ? made + "\x1b[0m" : made;
}

}  // namespace

Style style_of_output() {
    winsize size{};
    const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    const std::size_t width = known ? size.ws_col : 80;
    return {std::clamp(width, narrowest, widest),
            screen::wants_colour(screen::Stream::out)};
}

std::string Paper::toned(std::string text, Tone tone) const {
    if (!style_.colour || tone == Tone::plain) return text;
    if (tone == Tone::quiet) return "\x1b[2m" + text + "\x1b[0m";
    constexpr std::size_t green = 0, orange = 1;  // of readable_colours
    return "\x1b[1m" + coloured(text, tone == Tone::good ? green : orange);
}

void Paper::line(std::string_view text, Tone tone) {
    bool bold = false;
    const auto shown = with_bold(cut(visible(text), style_.width), style_.colour, bold);
    lines_.push_back(toned(shown, tone));
}

void Paper::wrapped(std::string_view text, const std::string& first, std::size_t indent) {
    std::string begin = first;
    std::istringstream parts{std::string{text}};
    for (std::string part; std::getline(parts, part);) {
        if (part.starts_with(' ')) {
            lines_.push_back(begin + visible(part));
            begin = std::string(indent, ' ');
            continue;
        }
        bool bold = false;
        for (const auto& line : wrap(visible(part), style_.width - indent)) {
            lines_.push_back(begin + with_bold(line, style_.colour, bold));
            if (line.empty()) lines_.back().clear();
            begin = std::string(indent, ' ');
        }
    }
}

void Paper::paragraph(std::string_view text) {
    wrapped(text, "", 0);
}

void Paper::labelled(std::string_view label, std::string_view text) {
    if (text.empty()) return;
    const bool own_line = display_width(label) >= label_width;
    if (own_line) lines_.push_back(toned(std::string{label}, Tone::quiet));
    wrapped(text,
            own_line ? std::string(label_width, ' ')
                     : toned(pad(label, label_width), Tone::quiet),
            label_width);
}

void Paper::verbatim(std::string_view text, std::size_t indent) {
    std::istringstream parts{visible(text, "\n\t")};
    for (std::string part; std::getline(parts, part);)
        lines_.push_back(part.empty() ? "" : std::string(indent, ' ') + part);
}

void Paper::blank() {
    if (!lines_.empty() && !lines_.back().empty()) lines_.emplace_back();
}

std::string Paper::text() const {
    std::string all;
    for (const auto& line : lines_) all += line + "\n";
    return all;
}

}  // namespace lockstep::learn
