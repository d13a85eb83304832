// Writes the traces that a person has asked for, by LOCKSTEP_TRACE (JSON) and
// LOCKSTEP_TRACE_HTML.
#pragma once

#include "tests/explorer/trace/trace.hpp"

namespace lockstep::explorer {

// A schedule that passed does not replace what a failing one has written before it in
// this process. Throws std::runtime_error, which names the file, when it cannot be
// written; what was there is then still there.
void write_trace_files(const Trace& trace);

}  // namespace lockstep::explorer
