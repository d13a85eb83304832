// The wrong stairs, each beside its mended twin: `lesson02 broken NAME`.
#pragma once

#include <string>
#include <vector>

namespace lockstep {

std::vector<std::string> broken_names();

// Shows the fault, then its twin. Returns 0 when the fault was seen and the twin was
// right.
int run_broken(const std::string& name);

}  // namespace lockstep
