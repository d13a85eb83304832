// A grader's table of threads and steps, cut down for a verdict: the last rows, in the
// width there is. Where the lanes leave no room for the places in the source, one row a
// step: who, what, and the line where that is the learner's own file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exercises/runner/messages.hpp"

namespace lockstep::learn {

struct BriefTrace {
    std::vector<std::string> lines;  // no wider than asked for
    std::size_t left_out = 0;        // rows, before those that are shown
    bool has_heading = false;        // the first line names the threads
};

// `file` is the name of the learner's file, such as last_batch.cpp.
BriefTrace brief_trace(std::string_view trace, const std::string& file,
                       const Messages& words, std::size_t width, std::size_t rows);

}  // namespace lockstep::learn
