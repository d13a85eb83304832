// A wrong concurrent program of a few lines, and its right twin.
//
// The wrong one must be found with the expected verdict, every time; the right one must
// pass. Each is in a file of its own name. They need nothing of the explorer but
// expect(), so that they also run plainly, and under ThreadSanitizer (measure.py).
#pragma once

#include <vector>

#include "tests/explorer/explore.hpp"

namespace lockstep::cases {

struct Case {
    const char* name;
    void (*wrong)();
    void (*right)();
    ExplorerVerdict expected;  // of wrong
    const char* shows;
    ExploreOptions options = {};
};

// ---- Condition variables ----
extern const Case lost_wake_up, if_instead_of_while, notify_before_flag,
    flag_outside_mutex, missed_notify_all, wrong_condition, queue_closed_silently;

// ---- Mutexes ----
extern const Case lock_order, self_deadlock, check_then_act, racy_counter, philosophers,
    starved_writer;

// ---- Atomics ----
extern const Case double_checked_locking, unsafe_publication, store_buffering,
    broken_spin_lock, aba_stack;

// ---- Threads, futures, time, semaphores ----
extern const Case sleep_as_synchronisation, single_use_barrier, permit_lost_on_exception,
    unguarded_stop_flag, promise_never_set, wait_without_stop_token, use_after_scope,
    use_after_free;

// ---- From the source notes ----
extern const Case lost_tail, set_then_clear, two_ticks_late, slot_lost_on_exception,
    one_end_mark_for_two;

// ---- Wrong is the library, not the program ----
extern const Case library_semaphore;

std::vector<const Case*> all_cases();

}  // namespace lockstep::cases
