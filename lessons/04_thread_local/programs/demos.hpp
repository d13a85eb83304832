// The subcommands that show one idea each, with the words around them.
#pragma once

#include <string>
#include <vector>

#include "common/pace.hpp"

namespace lockstep {

int show_basics(Pace& pace);

// The names that `lesson04 broken NAME` knows.
const std::vector<std::string>& broken_names();

// Shows the fault, then its mended twin. Returns 0 when the fault failed as announced and
// the twin did not, which is every time.
int show_broken(const std::string& name, Pace& pace);

}  // namespace lockstep
