// Colours for text on any background: 256-colour codes whose contrast is at least 4 to 1,
// both against black and against white. A test computes that. Source: WCAG 2.1, relative
// luminance and contrast ratio.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace lockstep {

// green, orange, blue, pink, teal, violet, rose, olive
inline constexpr std::array<int, 8> readable_colours{28, 130, 63, 162, 30, 98, 131, 64};

inline std::string coloured(std::string_view text, std::size_t which) {
    return fmt::format("\x1b[38;5;{}m{}\x1b[0m",
                       readable_colours[which % readable_colours.size()], text);
}

}  // namespace lockstep
