// A trace as JSON; the format is in README.md.
#pragma once

#include <string>

#include "tests/explorer/trace/trace.hpp"

namespace lockstep::explorer {

std::string to_json(const Trace& trace);

}  // namespace lockstep::explorer
