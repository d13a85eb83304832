// One stock after another, in the thread that calls.
#pragma once

#include "lessons/01_threads/programs/stock.hpp"

namespace lockstep {

// Blocks until every stock has been handled. Throws the first failure, after the others
// are done.
void one_after_another(const Job& job);

}  // namespace lockstep
