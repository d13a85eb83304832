// Why a thread does not go on, for the report.
#pragma once

#include "tests/explorer/runtime/board.hpp"
#include "tests/explorer/runtime/thread.hpp"

namespace lockstep::explorer {

// Says who holds what the thread waits for, and whether it has missed its wake-up.
void complete(Standing& standing, const Thread& thread);

bool a_notify_is_lost(const Failure& failure);

}  // namespace lockstep::explorer
