// What came of a run, for the end of the programs: what was made, and what failed and
// why.
#pragma once

#include <functional>
#include <string>

#include "lessons/02_queue/blocking_queue.hpp"
#include "lessons/02_queue/programs/quotes.hpp"

namespace lockstep {

// Any thread puts its failures in; main takes them out once all have joined.
using Failures = BlockingQueue<std::string>;

// Runs work in a thread that others depend on: what it throws ends up in the list, not
// the thread.
void or_note_failure(Failures& failures, std::string what,
                     const std::function<void()>& work);

// Prints the summary; returns the exit code: 1 when something failed.
int report(const Settings& settings, std::size_t made, Failures& failures);

}  // namespace lockstep
