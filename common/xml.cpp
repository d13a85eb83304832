#include "common/xml.hpp"

#include <vector>

#include <fmt/format.h>

#include "common/xml_document.hpp"
#include "common/xml_names.hpp"

namespace lockstep {

namespace {

// Takes one character off the front of `text`, which must be well-formed UTF-8 and not
// empty; `bytes` receives how it was written.
char32_t take_character(std::string_view& text, std::string_view& bytes) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0x7FU >> length);
    bytes = text.substr(0, length);
    for (char next : bytes.substr(1))
        c = c << 6U | (static_cast<unsigned char>(next) & 0x3FU);
    text.remove_prefix(bytes.size());
    return c;
}

void require_xml_characters(std::string_view cell, std::size_t line) {
    for (std::size_t i = 0; i < cell.size(); ++i) {
        const auto byte = static_cast<unsigned char>(cell[i]);
        if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') {
            throw CsvError{
                line,
                fmt::format("XML cannot hold the control character 0x{:02X}", byte)};
        }
        if (byte != 0xEF) continue;
        std::string_view character = cell.substr(i, 3);
        if (character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF") {
            throw CsvError{line, fmt::format("XML cannot hold the character U+FFF{}",
                                             character.back() == '\xBE' ? 'E' : 'F')};
        }
    }
}

std::vector<std::string> names_of(std::span<const std::string_view> header) {
    std::vector<std::string> names;
    for (std::string_view cell : header)
        names.push_back(xml_name(cell, names.size() + 1));
    return names;
}

}  // namespace

std::string xml_name(std::string_view header_cell, std::size_t column_from_1) {
    std::string name;
    bool first = true;
    while (!header_cell.empty()) {
        std::string_view bytes;
        const char32_t c = take_character(header_cell, bytes);
        if (c == U' ') continue;
        const bool allowed = can_stand_in_xml_name(c);
        if (first && allowed && !can_start_xml_name(c)) name += '_';
        name += allowed ? bytes : "_";
        first = false;
    }
    return first ? fmt::format("column{}", column_from_1) : name;
}

std::string to_xml(const CsvTable& table) {
    const std::vector<std::string> names = names_of(table.header());
    pugi::xml_document document;
    pugi::xml_node data = document.append_child("data");
    for (std::size_t i = 0; i < table.rows(); ++i) {
        pugi::xml_node row = data.append_child("row");
        auto name = names.begin();
        for (std::string_view cell : table.row(i)) {
            require_xml_characters(cell, table.line_of(i));
            append_text(row, (name++)->c_str(), cell);
        }
    }
    return save(document);
}

}  // namespace lockstep
