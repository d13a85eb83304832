#include "common/csv.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "common/text_encoding.hpp"

namespace lockstep {

namespace {

// Walks over the text cell by cell. Doubled quotes become single ones in place, so the
// text shrinks under the views but never grows.
class Scanner {
  public:
    explicit Scanner(std::string& text) : at_{text.data()}, end_{at_ + text.size()} {
        if (text.starts_with("\xEF\xBB\xBF")) at_ += 3;
    }

    bool at_end() const { return at_ == end_; }
    std::size_t line() const { return line_; }

    bool take_comma() {
        if (at_end() || *at_ != ',') return false;
        ++at_;
        return true;
    }

    bool take_line_end() {
        if (at_end() || (*at_ != '\n' && *at_ != '\r')) return false;
        if (*at_++ == '\r' && !at_end() && *at_ == '\n') ++at_;
        ++line_;
        return true;
    }

    std::string_view cell() {
        if (!at_end() && *at_ == '"') return quoted_cell();
        const char* begin = at_;
        while (!at_cell_end()) ++at_;
        return {begin, at_};
    }

  private:
    bool at_cell_end() const {
        return at_ == end_ || *at_ == ',' || *at_ == '\n' || *at_ == '\r';
    }

    std::string_view quoted_cell() {
        const std::size_t opened = line_;
        const char* begin = ++at_;
        char* out = at_;
        for (;; *out++ = *at_++) {  // copies the second of two quotes
            std::string_view part = up_to_quote(opened);
            if (out != part.data()) std::memmove(out, part.data(), part.size());
            out += part.size();
            if (at_end() || *at_ != '"') break;
        }
        if (!at_cell_end()) throw CsvError{line_, "text after a closing quote"};
        return {begin, out};
    }

    // The characters up to the next quote; goes on behind that quote.
    std::string_view up_to_quote(std::size_t opened) {
        const char* begin = at_;
        at_ = std::find(at_, end_, '"');
        if (at_end()) throw CsvError{opened, "a quote is opened here and never closed"};
        std::string_view part{begin, at_++};
        line_ += count_line_ends(part);
        return part;
    }

    char* at_;
    char* end_;
    std::size_t line_ = 1;
};

std::size_t line_at(std::string_view text, std::size_t offset) {
    return 1 + count_line_ends(text.substr(0, offset));
}

void require_text(std::string_view text) {
    if (auto bad = find_invalid_utf8(text); bad != std::string_view::npos) {
        auto byte = static_cast<unsigned char>(text[bad]);
        throw CsvError{line_at(text, bad),
                       fmt::format("byte 0x{:02X} is not UTF-8", byte)};
    }
    if (auto nul = text.find('\0'); nul != std::string_view::npos) {
        throw CsvError{line_at(text, nul), "a NUL byte: this is not a text file"};
    }
}

}  // namespace

CsvError::CsvError(std::size_t line, const std::string& text)
    : std::runtime_error{fmt::format("line {}: {}", line, text)}, line_{line} {}

CsvTable::CsvTable(std::string text)
    : text_{std::make_unique<std::string>(std::move(text))} {}

CsvTable CsvTable::parse(std::string text) {
    require_text(text);
    CsvTable table{std::move(text)};
    table.cells_.reserve(table.text_->size() / 8);
    Scanner scanner{*table.text_};
    while (!scanner.at_end()) {
        if (scanner.take_line_end()) continue;  // a blank line
        const std::size_t line = scanner.line();
        const std::size_t first_cell = table.cells_.size();
        do {
            table.cells_.push_back(scanner.cell());
        } while (scanner.take_comma());
        scanner.take_line_end();
        table.add_row(line, first_cell);
    }
    if (table.columns_ == 0) throw CsvError{1, "the file is empty, not even a header"};
    return table;
}

void CsvTable::add_row(std::size_t line, std::size_t first_cell) {
    const std::size_t cells = cells_.size() - first_cell;
    if (columns_ == 0) {
        columns_ = cells;
        return;
    }
    if (cells != columns_) {
        throw CsvError{line, fmt::format("{} cell{}, the header has {}", cells,
                                         cells == 1 ? "" : "s", columns_)};
    }
    lines_.push_back(line);
}

std::span<const std::string_view> CsvTable::header() const {
    return std::span{cells_}.first(columns_);
}

std::size_t CsvTable::rows() const {
    return lines_.size();
}

std::span<const std::string_view> CsvTable::row(std::size_t index) const {
    return std::span{cells_}.subspan((index + 1) * columns_, columns_);
}

std::size_t CsvTable::line_of(std::size_t row) const {
    return lines_.at(row);
}

}  // namespace lockstep
