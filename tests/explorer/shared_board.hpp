// The board in memory that this process and its workers share.
#pragma once

#include <memory>

#include "tests/explorer/explore.hpp"
#include "tests/explorer/runtime/board.hpp"

namespace lockstep::explorer {

struct UnmapBoard {
    void operator()(Board* board) const;
};
using SharedBoard = std::unique_ptr<Board, UnmapBoard>;

// With the rules that the options ask for. Throws std::system_error when there is not
// enough memory.
SharedBoard make_board(const ExploreOptions& options);

}  // namespace lockstep::explorer
