// A trace as text: a lane for each thread, an event a row.
#pragma once

#include <string>

#include "tests/explorer/trace/trace.hpp"

namespace lockstep::explorer {

struct LaneStyle {
    bool colour = false;    // of a terminal: one for each thread
    std::size_t first = 8;  // so many rows of a long trace, from its beginning
    std::size_t last = 60;  // and so many from its end; in between, their number
};

std::string lanes(const Trace& trace, const LaneStyle& style = {});

// Standard output is a terminal, and the user has not set NO_COLOR.
bool wants_colour();

// In the thread's colour.
std::string coloured(const std::string& text, int thread);

// How many columns a terminal needs for it: Chinese characters take two.
std::size_t width_of(std::string_view text);

}  // namespace lockstep::explorer
