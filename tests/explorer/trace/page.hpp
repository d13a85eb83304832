// A trace as one HTML file, in which one steps through the schedule. Works offline.
#pragma once

#include <string>

#include "tests/explorer/trace/trace.hpp"

namespace lockstep::explorer {

std::string to_page(const Trace& trace);

}  // namespace lockstep::explorer
