// A search, cut into pieces that anybody may do, in any order, and what comes of it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "lessons/06_multiprocess_armstrong/armstrong/armstrong.hpp"

namespace lockstep {

// Terms as text: those of 39 digits fit no built-in integer, and text can be sent.
using Terms = std::vector<std::string>;
void sort_by_value(Terms& terms);

struct Search {
    Number pieces = 0;
    // The terms in one piece. Called by many threads, or processes, at once.
    std::function<Terms(Number piece)> in_piece;
};

// The range in pieces small enough that all workers end at about the same time, and that
// Ctrl-C need not wait long for the last.
Search search_range(Range range, Method method);

}  // namespace lockstep
