// Makes the plain value of what the board has recorded.
#pragma once

#include "tests/explorer/explore.hpp"
#include "tests/explorer/runtime/board.hpp"
#include "tests/explorer/trace/names.hpp"
#include "tests/explorer/trace/sources.hpp"
#include "tests/explorer/trace/trace.hpp"

namespace lockstep::explorer {

// All but name, replay and output.
Trace read_trace(const Board& board, const ExploreOptions& options);

// The same with what a thread is about to do, for who picks the next.
struct Recorded {
    Recorded(const Board& the_board, const ExploreOptions& options);

    const Board& board;
    Sources sources;
    Names names;
};
Trace read_trace(Recorded& recorded);

}  // namespace lockstep::explorer
