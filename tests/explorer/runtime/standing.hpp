// Why a thread does not go on, for the report.
#pragma once

#include "tests/explorer/runtime/board.hpp"

namespace lockstep::explorer {

// Says who holds what the thread waits for, and whether it has missed its wake-up.
void complete(Standing& standing);

}  // namespace lockstep::explorer
