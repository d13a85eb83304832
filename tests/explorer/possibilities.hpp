// What may happen next, in words, for a person who picks.
#pragma once

#include <string>
#include <vector>

#include "tests/explorer/trace/read_trace.hpp"

namespace lockstep::explorer {

struct Possibility {
    int thread;
    std::string text;  // "locks left_fork"
    TracePlace place;
};

// Of the board's open choice.
std::vector<Possibility> possibilities(Recorded& recorded);

}  // namespace lockstep::explorer
