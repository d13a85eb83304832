// In which order schedules are tried, and how a failing one is made simpler.
#pragma once

#include <functional>
#include <string>

#include "tests/explorer/runtime/board.hpp"

namespace lockstep::explorer {

// Lays down the choices of the next schedule. False: there is none. Called by the worker.
bool next_schedule(Board& board);

// Tries to undo each interference of a failing schedule while it still fails in the same
// way. Afterwards board holds the simplest one, with its trace.
std::string simplify(Board& board, const std::function<void()>& body);

}  // namespace lockstep::explorer
