#include "exercises/runner/view.hpp"

#include <algorithm>

#include "common/screen.hpp"
#include "common/visible_text.hpp"
#include "exercises/runner/terminal.hpp"

namespace lockstep::learn {
namespace {

constexpr std::size_t footer_rows = 3;  // an empty one, status, keys

std::string without_tabs(std::string text) {
    for (auto at = text.find('\t'); at != text.npos; at = text.find('\t'))
        text.replace(at, 1, "    ");
    return text;
}

}  // namespace

void View::show(std::vector<std::string> lines) {
    text_ = std::move(lines);
    top_ = 0;
}

void View::set_footer(std::string status, std::string keys) {
    status_ = std::move(status);
    keys_ = std::move(keys);
}

std::size_t View::page() const {
    const std::size_t rows = terminal_size().rows;
    return rows > footer_rows + 1 ? rows - footer_rows : 1;
}

// Lines with colours were wrapped when they were coloured.
void View::lay_out() {
    const std::size_t columns = terminal_size().columns;
    rows_.clear();
    for (const auto& line : text_) {
        const bool plain = line.find('\x1b') == line.npos;
        if (!plain || display_width(line) <= columns) {
            rows_.push_back(without_tabs(line));
            continue;
        }
        for (auto& row : wrap(without_tabs(line), columns))
            rows_.push_back(std::move(row));
    }
    const std::size_t last_top = rows_.size() > page() ? rows_.size() - page() : 0;
    top_ = std::min(top_, last_top);
}

bool View::has_more() const {
    return top_ + page() < rows_.size();
}

void View::next_page() {
    if (has_more()) top_ += page() > 2 ? page() - 2 : 1;
}

void View::previous_page() {
    const std::size_t step = page() > 2 ? page() - 2 : 1;
    top_ -= std::min(top_, step);
}

// In one write and without clearing first, so that nothing flickers.
void View::draw() {
    lay_out();
    const std::size_t columns = terminal_size().columns;
    std::string drawn = "\x1b[H";
    for (std::size_t row = 0; row < page(); ++row) {
        if (top_ + row < rows_.size()) drawn += rows_[top_ + row];
        drawn += "\x1b[0m\x1b[K\n";
    }
    drawn += "\x1b[K\n" + cut(status_, columns - 1) + "\x1b[K\n" +
             cut(keys_, columns - 1) + "\x1b[K\x1b[J";
    screen::write(screen::Stream::out, drawn);
}

}  // namespace lockstep::learn
