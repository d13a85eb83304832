// Every way to put and to get: waiting as long as it takes, a limited time, or not at
// all.
#pragma once

#include "lessons/02_queue/programs/quotes.hpp"

namespace lockstep {

int run_timed(const Settings& settings);

}  // namespace lockstep
