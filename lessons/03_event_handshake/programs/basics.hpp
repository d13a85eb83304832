// What an Event does, shown one property at a time.
#pragma once

#include "common/pace.hpp"

namespace lockstep {

// A thread says "hello", waits for the event, and says "world". Nothing happens in
// between until the main thread sets it.
void wait_blocks_until_set(Pace& pace);

// The event is set before the thread comes to wait: it does not wait at all.
void set_before_wait(Pace& pace);

// Nobody clears the event, so a loop that waits for it spins. Returns how many rounds
// went by for one set; the loop is told to stop after `rounds`.
int loop_without_clear(int rounds);

// The waiter clears the event after each wait, so that it can be used again: set twice,
// two rounds. Returns the rounds.
int wait_and_clear_twice(Pace& pace);

// One set wakes three threads.
void one_set_wakes_three(Pace& pace);

}  // namespace lockstep
