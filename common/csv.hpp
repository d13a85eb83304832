// Reads CSV as RFC 4180 has it: commas, quotes, doubled quotes, commas and line ends
// inside quotes, a byte order mark, a last line without an end. The text must be UTF-8
// (see common/text_encoding.hpp). Every row must have as many cells as the header.
//
// Where the RFC is silent, as Python's csv module does: a line ends with LF, CRLF or a
// lone CR; blank lines are skipped (csv.DictReader); a quote in the middle of a cell that
// did not begin with one is a character like any other; spaces belong to the cell.
// Stricter than Python: text after a closing quote, an unclosed quote and NUL bytes are
// errors, since cells would be guessed. Source: RFC 4180;
// https://docs.python.org/3/library/csv.html
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

// what() begins with "line 17: "; line() is that 17, counted from 1.
class CsvError : public std::runtime_error {
  public:
    CsvError(std::size_t line, const std::string& text);
    std::size_t line() const { return line_; }

  private:
    std::size_t line_;
};

// A parsed table. The cells are views into the text, which the table owns; they live as
// long as it does, also when it is moved.
class CsvTable {
  public:
    // Throws CsvError: ragged rows, an unclosed quote, text after a closing quote, a byte
    // that is not UTF-8, a NUL byte, an empty file.
    static CsvTable parse(std::string text);

    std::span<const std::string_view> header() const;
    std::size_t rows() const;  // without the header
    std::span<const std::string_view> row(std::size_t index) const;
    std::size_t line_of(std::size_t row) const;  // where that row begins, counted from 1

  private:
    explicit CsvTable(std::string text);
    void add_row(std::size_t line, std::size_t first_cell);

    // Not a plain string: moving a short one would move its characters, and break the
    // views.
    std::unique_ptr<std::string> text_;
    std::size_t columns_ = 0;
    std::vector<std::string_view> cells_;  // row after row, the header first
    std::vector<std::size_t> lines_;       // of each row without the header
};

}  // namespace lockstep
