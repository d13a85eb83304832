// Writes a CSV table as XML: <data><row><Date>2024-07-19</Date>…</row>…</data>
//
// Tab-indented UTF-8. Tags are the header's cells made into legal names by this rule:
//   1. spaces are removed ("Adj Close" becomes AdjClose);
//   2. a character that XML does not allow in a name (or a colon) becomes "_";
//   3. a name that would begin with something else than a letter or "_" gets "_" in front;
//   4. a header cell that is empty becomes "column" and its number, counted from 1.
#pragma once

#include <string>
#include <string_view>

#include "common/csv.hpp"

namespace lockstep {

std::string xml_name(std::string_view header_cell, std::size_t column_from_1);

// Throws CsvError with the line number for a character that XML 1.0 cannot hold.
std::string to_xml(const CsvTable& table);

}  // namespace lockstep
