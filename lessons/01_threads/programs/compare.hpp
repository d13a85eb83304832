// The same work twice, with the time each way takes: one after another, then in threads.
#pragma once

#include "lessons/01_threads/programs/stock.hpp"

namespace lockstep {

void compare(const Job& job);

}  // namespace lockstep
