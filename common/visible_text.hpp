// Text as a terminal shows it: nothing in it can drive the terminal, and its width is
// known.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

// What came from outside, made harmless: control characters, bytes that are not UTF-8 and
// characters that turn the direction of writing become visible escapes such as \n, \x1b,
// \u202e. Those named in `keep` stay.
std::string visible(std::string_view bytes, std::string_view keep = {});

// The following take UTF-8. A column is what a Latin letter takes; a Chinese character
// takes two.
std::size_t display_width(std::string_view text);
std::string pad(std::string_view text, std::size_t width);  // with spaces, on the right
std::string cut(std::string_view text, std::size_t width);  // at most so many columns

// Lines of at most `width` columns (two or more), broken at spaces where possible. At
// least one.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

}  // namespace lockstep
