// Two ways to tell consumers that nothing more will come: an end mark, and closing the
// queue.
#pragma once

#include "lessons/02_queue/programs/quotes.hpp"

namespace lockstep {

struct Ends {
    int items = 0;      // taken out by all consumers together
    int ended = 0;      // consumers that learnt of the end
    int abandoned = 0;  // consumers that still waited when nothing could come any more
};

// Starts the consumers, pushes three items, then the end. Always returns: a consumer that
// was abandoned is asked to stop.
Ends end_with_one_mark(int consumers, Pace& pace);
Ends end_by_closing(int consumers, Pace& pace);

int run_end_mark(const Settings& settings);

}  // namespace lockstep
