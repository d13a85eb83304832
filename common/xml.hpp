// Writes a CSV table as XML: <data><row><Date>2024-07-19</Date>…</row>…</data>
//
// Tab-indented UTF-8. Tags are the header's cells made into legal names by this rule:
//   1. spaces are removed ("Adj Close" becomes AdjClose);
//   2. a character that XML does not allow in a name (or a colon) becomes "_";
//   3. a name that would begin with something else than a letter or "_" gets "_" in
//   front;
//   4. a header cell that is empty, or only spaces, becomes "column" and its number,
//   counted
//      from 1.
// Two header cells that make the same name are both written, in their order.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "common/csv.hpp"

namespace lockstep {

// `header_cell` must be well-formed UTF-8.
std::string xml_name(std::string_view header_cell, std::size_t column_from_1);

// A reader of the XML finds every cell as it was, blanks and line ends included. Throws
// CsvError with the number of the line where the row begins, for a character that XML 1.0
// cannot hold: control characters other than tab and line ends, U+FFFE, U+FFFF.
std::string to_xml(const CsvTable& table);

}  // namespace lockstep
