// What happens to threads that still run when main is at its end.
#pragma once

#include "lessons/01_threads/programs/stock.hpp"

namespace lockstep {

// Shows a thread that main waits for and one that main asks to stop, then says why C++
// has no daemon threads. Returns when both have ended; throws what the first of them met.
void end_of_main(const Job& job);

}  // namespace lockstep
