// A process that runs schedules, so that a crash or a hang in one harms nobody else.
#pragma once

#include <functional>
#include <string>

#include "tests/explorer/runtime/board.hpp"

namespace lockstep::explorer {

// Runs schedules as board.rules say, from board.trail on, until one fails
// (board.failure), there is none left (board.finished) or there were enough. Blocks. The
// result is what the last of them printed.
std::string run_schedules(Board& board, const std::function<void()>& body);

// Within a worker: what a whole program does instead of returning from its body.
[[noreturn]] void schedule_is_over();

}  // namespace lockstep::explorer
