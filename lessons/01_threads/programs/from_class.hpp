// A thread for every stock, each owned by an object.
#pragma once

#include "lessons/01_threads/programs/stock.hpp"

namespace lockstep {

// Blocks until every thread has been joined; then throws the first failure.
void with_objects(const Job& job);

}  // namespace lockstep
