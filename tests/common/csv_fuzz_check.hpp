// What must hold for the CSV reader whatever bytes it is given. Used by csv_fuzz, which
// makes texts from a seed, and by csv_fuzz_libfuzzer, which searches for them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep::test {

struct CsvRow {
    std::size_t line;
    std::vector<std::string> cells;
    bool operator==(const CsvRow&) const = default;
};
using CsvRows = std::vector<CsvRow>;  // the header first

// Reads with CsvTable. Nothing: it threw CsvError. The header's line is not known, and is
// 0.
std::optional<CsvRows> read_with_table(const std::string& text);

// Reads CSV character by character with a table of states, slowly and by other code than
// CsvTable's. `text` must be UTF-8.
std::optional<CsvRows> read_by_states(std::string_view text);

// Throws std::logic_error when CsvTable and the states disagree, when what it read cannot
// be written and read again, or when the error has no line in the text. True: the text is
// a table.
bool check_csv(const std::string& text);

// Quotes every cell.
std::string write_quoted(const CsvRows& rows);

}  // namespace lockstep::test
