// From the words of a command line to one of the commands.
#pragma once

#include "exercises/runner/places.hpp"

namespace lockstep::learn {

// The exit code. Never throws.
int run_command_line(const Places& places, int argc, char** argv);

}  // namespace lockstep::learn
