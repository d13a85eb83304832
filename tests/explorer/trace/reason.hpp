// Why a schedule failed, in one or two sentences.
#pragma once

#include <string>

#include "tests/explorer/trace/read_trace.hpp"

namespace lockstep::explorer {

// `trace` has all but its reason.
std::string why(Recorded& recorded, const Trace& trace);

}  // namespace lockstep::explorer
