#include "exercises/runner/view.hpp"

#include <algorithm>

#include "common/screen.hpp"
#include "common/visible_text.hpp"
#include "exercises/runner/terminal.hpp"

namespace lockstep::learn {
namespace {

std::string without_tabs(std::string text) {
    for (auto at = text.find('\t'); at != text.npos; at = text.find('\t'))
        text.replace(at, 1, "    ");
    return text;
}

// Lines with colours were wrapped when they were coloured.
std::vector<std::string> rows_of(const std::string& line, std::size_t columns) {
    const bool plain = line.find('\x1b') == line.npos;
    const std::string text = without_tabs(line);
    if (!plain || display_width(text) <= columns) return {text};
    return wrap(text, columns);
}

}  // namespace

void View::show(std::vector<std::string> lines, std::size_t from) {
    text_ = std::move(lines);
    const auto columns = terminal_size().columns;
    top_ = 0;
    for (std::size_t i = 0; i < std::min(from, text_.size()); ++i)
        top_ += rows_of(text_[i], columns).size();
}

void View::replace(std::vector<std::string> lines) {
    text_ = std::move(lines);
}

void View::set_footer(std::vector<std::string> statuses, std::string keys,
                      std::string more) {
    statuses_ = std::move(statuses);
    keys_ = std::move(keys);
    more_ = std::move(more);
}

std::size_t View::rows_too_many(const std::vector<std::string>& lines) const {
    std::size_t rows = 0;
    for (const auto& line : lines) rows += rows_of(line, terminal_size().columns).size();
    return rows - std::min(rows, page());
}

// In a low window only as many as leave room for the text.
std::vector<std::string> View::rows_of_keys() const {
    auto rows = wrap(keys_, std::max<std::size_t>(2, terminal_size().columns - 1));
    rows.resize(
        std::min(rows.size(), std::max<std::size_t>(1, terminal_size().rows / 4)));
    return rows;
}

std::size_t View::page() const {
    const std::size_t rows = terminal_size().rows;
    const std::size_t footer = 2 + rows_of_keys().size();  // an empty one, status, keys
    return rows > footer + 1 ? rows - footer : 1;
}

void View::lay_out() {
    rows_.clear();
    for (const auto& line : text_)
        for (auto& row : rows_of(line, terminal_size().columns))
            rows_.push_back(std::move(row));
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

std::string View::status() const {
    const std::string more = has_more() ? more_ + "  " : "";
    const auto fitting = std::ranges::find_if(statuses_, [&](const std::string& one) {
        return display_width(more + one) < terminal_size().columns;
    });
    return more + (fitting == statuses_.end() ? statuses_.back() : *fitting);
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
    drawn += "\x1b[K\n" + cut(status(), columns - 1);
    for (const auto& row : rows_of_keys()) drawn += "\x1b[K\n" + cut(row, columns - 1);
    drawn += "\x1b[K\x1b[J";
    screen::write(screen::Stream::out, drawn);
}

}  // namespace lockstep::learn
