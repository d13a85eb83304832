// Reads CSV as RFC 4180 has it: commas, quotes, doubled quotes, commas and line ends inside
// quotes, CRLF or LF, a byte order mark, a last line without an end. The text must be UTF-8 (see
// common/text_encoding.hpp).
//
// Blank lines are skipped, as Python's csv module does. Every other row must have as many cells
// as the header.
#pragma once

#include <cstddef>
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

// A parsed table. The cells are views into the text, which the table owns; they live as long as
// it does, also when it is moved.
class CsvTable {
  public:
    // Throws CsvError: ragged rows, an unclosed quote, a byte that is not UTF-8, an empty file.
    static CsvTable parse(std::string text);

    std::span<const std::string_view> header() const;
    std::size_t rows() const;  // without the header
    std::span<const std::string_view> row(std::size_t index) const;
    std::size_t line_of(std::size_t row) const;  // where that row begins, counted from 1

  private:
    // Implementation is free to choose.
};

}  // namespace lockstep
