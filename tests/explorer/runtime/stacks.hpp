// The stacks of the threads, and how much of each is in use.
//
// A local variable is gone when its function returns. Whoever still has its address, a
// thread that was started with a reference to it, say, uses what is destroyed. The
// compiler tells when an instrumented function begins and ends; what is below the
// innermost of them belongs to nobody. Where that is not exact, it counts as in use.
#pragma once

#include <cstddef>
#include <cstdint>

#include <pthread.h>

#include "tests/explorer/runtime/thread.hpp"

namespace lockstep::explorer {

// Thread 3 of each schedule gets the same stack: its addresses are the same each time,
// and no other thread of the schedule uses them again. Null: there is no memory.
const pthread_attr_t* attributes_of(const Thread& thread);

// Called by the thread itself, when it begins; `end` is beyond all of its variables.
void begin_stack(Thread& me, const void* end);
// Everything down to `frame` is in use, and in the second case nothing below.
inline void stack_reaches(Thread& me, const void* frame) {
    const auto place = reinterpret_cast<std::uintptr_t>(frame);
    if (place < me.stack_used && place >= me.stack_begin) me.stack_used = place;
}
inline void stack_ends_at(Thread& me, const void* frame) {
    const auto place = reinterpret_cast<std::uintptr_t>(frame);
    if (place >= me.stack_begin && place < me.stack_end) me.stack_used = place;
}
void end_stack(Thread& me);
// Then it is in use, too.
inline bool is_on_stack_of(Thread& me, const void* address) {
    const auto place = reinterpret_cast<std::uintptr_t>(address);
    if (place - me.stack_begin >= me.stack_end - me.stack_begin) return false;
    stack_reaches(me, address);
    return true;
}

// False: it was a local variable of another thread, whose function has returned.
bool is_alive(const Thread& me, const void* address);
// Ends the schedule in that case.
void must_be_alive(Thread& me, const void* address);

}  // namespace lockstep::explorer
