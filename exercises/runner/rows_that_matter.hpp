// Which rows of a trace tell why it went wrong, when there is no room for all.
#pragma once

#include <vector>

#include "exercises/runner/grader.hpp"
#include "exercises/runner/trace_table.hpp"

namespace lockstep::learn {

// The numbers of at most `count` steps, in their order. Of a race the accesses that the
// grader names; of a deadlock what was done last before each wait, and each wait; of a
// failed expectation what each thread did last with what was last touched. Then the
// latest others, first those in the learner's file; beginnings, ends and checks last.
std::vector<std::size_t> rows_that_matter(const TraceTable& table, const Facts& facts,
                                          std::size_t count);

}  // namespace lockstep::learn
