// The subcommands that show one idea each, with the words around them.
#pragma once

#include <string>
#include <vector>

#include "common/pace.hpp"

namespace lockstep {

int show_basics(Pace& pace);
int show_numbers(int count, int batch_size, Pace& pace);

// The names that `lesson03 broken NAME` knows.
const std::vector<std::string>& broken_names();

// Shows the fault, then its mended twin. Returns 0 when the fault failed as announced and
// the twin did not, which is every time.
int show_broken(const std::string& name);

}  // namespace lockstep
