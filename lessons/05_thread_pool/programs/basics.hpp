// What a pool does, shown one property at a time.
#pragma once

#include <string>
#include <vector>

#include "common/pace.hpp"

namespace lockstep {

// Three guests order from a kitchen of two cooks: a future for each order, and get()
// waits for the dish. Returns the dishes.
std::vector<std::string> orders_and_dishes(Pace& pace);

// The futures bring home what went wrong, too. Returns what the guest was told.
std::string a_dish_that_fails(Pace& pace);

// The squares of 1 to 8. The first one is ready last, and all the same they come in the
// order of the inputs.
std::vector<int> squares_in_order(Pace& pace);

// A kitchen with room for one order refuses the next one at once. Returns how many of
// four orders were taken.
int orders_refused(Pace& pace);

// All of these, with a title each.
int show_pool_basics(Pace& pace);

}  // namespace lockstep
