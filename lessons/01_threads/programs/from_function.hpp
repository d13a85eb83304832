// A thread for every stock, each running a plain function: first std::thread, then
// std::jthread.
#pragma once

#include "lessons/01_threads/programs/stock.hpp"

namespace lockstep {

// Both block until every thread has been joined. Both throw the first failure after that,
// so one bad stock never stops the others.
void with_threads(const Job& job);
void with_jthreads(const Job& job);

void with_functions(const Job& job);  // one, then the other

}  // namespace lockstep
