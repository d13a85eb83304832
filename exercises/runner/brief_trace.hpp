// A grader's table of threads and steps, cut down for a verdict: the rows that tell why,
// in the width there is. In a narrow window one row a step: who, what, and the line where
// that is in the learner's own file; else each thread has a lane.
#pragma once

#include <string>
#include <vector>

#include "exercises/runner/grader.hpp"
#include "exercises/runner/messages.hpp"

namespace lockstep::learn {

constexpr std::size_t all_rows = static_cast<std::size_t>(-1);

struct BriefTrace {
    std::vector<std::string> lines;  // no wider than asked for
    std::size_t all = 0;             // steps there are
    std::size_t left_out = 0;        // of them; the row behind a gap is marked ".."
    bool has_order = false;          // else it says where each thread is
    bool has_lanes = false;          // the first line names the threads
};

// At most `rows` steps; up to a quarter more when that are all.
BriefTrace brief_trace(const Facts& facts, const Messages& words, std::size_t width,
                       std::size_t rows);

// Whether the trace tells more than that threads began and ended.
bool has_telling_trace(const Facts& facts);

}  // namespace lockstep::learn
