#include "common/visible_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

namespace lockstep {
namespace {

struct Character {
    std::uint32_t code = 0;
    std::size_t bytes = 1;
    bool valid = false;
};

using Range = std::pair<std::uint32_t, std::uint32_t>;

template <std::size_t N>
bool in_any(const std::array<Range, N>& ranges, std::uint32_t code) {
    return std::any_of(ranges.begin(), ranges.end(), [code](const Range& range) {
        return range.first <= code && code <= range.second;
    });
}

std::size_t length_from(unsigned char lead) {
    return lead < 0x80   ? 1
           : lead < 0xc2 ? 0
           : lead < 0xe0 ? 2
           : lead < 0xf0 ? 3
           : lead < 0xf5 ? 4
                         : 0;
}

Character first_character(std::string_view text) {
    const auto byte_at = [&](std::size_t i) {
        return static_cast<unsigned char>(text[i]);
    };
    const std::size_t length = length_from(byte_at(0));
    if (length == 1) return {byte_at(0), 1, true};
    if (length == 0 || text.size() < length) return {byte_at(0), 1, false};

    std::uint32_t code = byte_at(0) & (0xffu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte_at(i) & 0xc0) != 0x80) return {byte_at(0), 1, false};
        code = code << 6 | (byte_at(i) & 0x3fu);
    }
    constexpr std::array<std::uint32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;
    if (code < smallest[length] || code > 0x10ffff || surrogate)
        return {byte_at(0), 1, false};
    return {code, length, true};
}

bool drives_a_terminal(std::uint32_t code) {
    constexpr std::array<Range, 5> ranges{
        {{0, 0x1f}, {0x7f, 0x9f}, {0x200e, 0x200f}, {0x2028, 0x202e}, {0x2066, 0x2069}}};
    return in_any(ranges, code);
}

std::size_t columns_of(std::uint32_t code) {
    constexpr std::array<Range, 3> none{
        {{0x300, 0x36f}, {0x200b, 0x200d}, {0xfe00, 0xfe0f}}};
    constexpr std::array<Range, 11> two{{{0x1100, 0x115f},
                                         {0x2e80, 0x303e},
                                         {0x3041, 0xa4cf},
                                         {0xac00, 0xd7a3},
                                         {0xf900, 0xfaff},
                                         {0xfe30, 0xfe6f},
                                         {0xff00, 0xff60},
                                         {0xffe0, 0xffe6},
                                         {0x1f300, 0x1f64f},
                                         {0x1f900, 0x1f9ff},
                                         {0x20000, 0x3fffd}}};
    return in_any(none, code) ? 0 : in_any(two, code) ? 2 : 1;
}

std::string escape(const Character& character) {
    switch (character.code) {
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        break;
    }
    return character.valid && character.code > 0x7f
               ? fmt::format("\\u{:04x}", character.code)
               : fmt::format("\\x{:02x}", character.code);
}

}  // namespace

std::string visible(std::string_view bytes, std::string_view keep) {
    std::string text;
    while (!bytes.empty()) {
        const Character character = first_character(bytes);
        const bool harmless = character.valid && !drives_a_terminal(character.code);
        if (harmless || keep.find(bytes[0]) != keep.npos) {
            text += bytes.substr(0, character.bytes);
        } else {
            text += escape(character);
        }
        bytes.remove_prefix(character.bytes);
    }
    return text;
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const Character character = first_character(text);
        width += columns_of(character.code);
        text.remove_prefix(character.bytes);
    }
    return width;
}

std::string pad(std::string_view text, std::size_t width) {
    const std::size_t taken = display_width(text);
    return std::string{text} + std::string(width > taken ? width - taken : 0, ' ');
}

std::string cut(std::string_view text, std::size_t width) {
    std::size_t end = 0;
    while (end < text.size()) {
        const Character character = first_character(text.substr(end));
        const std::size_t columns = columns_of(character.code);
        if (columns > width) break;
        width -= columns;
        end += character.bytes;
    }
    return std::string{text.substr(0, end)};
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    while (display_width(text) > width) {
        std::size_t end = cut(text, width).size();
        if (text[end] != ' ') {
            const std::size_t space = text.substr(0, end).rfind(' ');
            if (space != text.npos && space > 0) end = space;
        }
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
        text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    }
    if (!text.empty() || lines.empty()) lines.emplace_back(text);
    return lines;
}

}  // namespace lockstep
