// `lesson06 broken NAME`: a fault that fails every time, and its mend.
#pragma once

#include "common/program.hpp"
#include "lessons/06_multiprocess_armstrong/command.hpp"

namespace lockstep {

// Succeeds when the fault failed as announced and its mended twin did not.
Command broken_command(Program& program);

}  // namespace lockstep
