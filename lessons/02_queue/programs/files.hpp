// Download threads write CSV files and put the names into a queue; one converter takes
// them out.
#pragma once

#include "lessons/02_queue/programs/quotes.hpp"

namespace lockstep {

// Blocks until every stock is converted or has failed; returns the exit code.
int run_files(const Settings& settings);

}  // namespace lockstep
