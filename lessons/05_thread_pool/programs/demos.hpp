// `lesson05 broken NAME`: each fault, then its mended twin, with the words around them.
#pragma once

#include <string>
#include <vector>

namespace lockstep {

// The names that it knows.
const std::vector<std::string>& broken_pool_names();

// Returns 0 when the fault failed as announced and the twin did not, which is every time.
int show_broken(const std::string& name);

}  // namespace lockstep
