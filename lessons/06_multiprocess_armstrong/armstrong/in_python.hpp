// The table's neighbour: the naive search in Python, one after the other, in threads, in
// processes.
#pragma once

#include <stop_token>

#include "lessons/06_multiprocess_armstrong/armstrong/armstrong.hpp"

namespace lockstep {

// Prints three rows and what they mean; where there is no python3, one line that says so.
void print_python_beside(Number to, int workers, const std::stop_token& stop);

}  // namespace lockstep
