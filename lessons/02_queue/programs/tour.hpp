// What `lesson02` alone shows: the way from a counter to a queue that ends, in a few
// seconds.
#pragma once

#include "lessons/02_queue/programs/quotes.hpp"

namespace lockstep {

int run_tour(const Settings& settings);

}  // namespace lockstep
