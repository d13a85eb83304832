// The failing schedule in words: a lane for each thread, and why it fails.
#pragma once

#include <string>

#include "tests/explorer/runtime/board.hpp"

namespace lockstep::explorer {

struct Told {
    std::string reason;
    std::string trace;
};

Told tell(const Board& board);

}  // namespace lockstep::explorer
