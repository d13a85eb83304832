// What the explorer must find, and what it must let pass: each wrong program of cases/,
// and each right twin.
#include <doctest/doctest.h>

#include "tests/explorer/cases/case.hpp"

namespace {

using lockstep::cases::Case;

void is_found(const Case& one) {
    const auto report = lockstep::explore(one.name, one.wrong, one.options);
    CHECK_MESSAGE(report.verdict == one.expected, report.text);
    MESSAGE(report.text);
}

void passes(const Case& one) {
    const auto report = lockstep::explore(one.name, one.right, one.options);
    CHECK_MESSAGE(report.passed(), report.text);
    CHECK(report.complete_preemptions == one.options.preemptions);
    MESSAGE(report.text);
}

}  // namespace

namespace lockstep::cases {

// ---- Condition variables ----

TEST_CASE("a wait without a condition misses the notify that came before") {
    is_found(lost_wake_up);
}
TEST_CASE("a wait with a condition does not need the notify") {
    passes(lost_wake_up);
}

TEST_CASE("who is woken and does not look again takes what is not there") {
    is_found(if_instead_of_while);
}
TEST_CASE("who is woken and looks again takes only what is there") {
    passes(if_instead_of_while);
}

TEST_CASE("a notify before its flag is lost") {
    is_found(notify_before_flag);
}
TEST_CASE("a flag before its notify is seen") {
    passes(notify_before_flag);
}

TEST_CASE("an atomic flag set outside the mutex slips between the look and the wait") {
    is_found(flag_outside_mutex);
}
TEST_CASE("an atomic flag set under the mutex is seen") {
    passes(flag_outside_mutex);
}

TEST_CASE("one notify for two waiters leaves one asleep") {
    is_found(missed_notify_all);
}
TEST_CASE("notify_all wakes both") {
    passes(missed_notify_all);
}

TEST_CASE("notifying the other condition variable wakes nobody") {
    is_found(wrong_condition);
}
TEST_CASE("notifying the right condition variable wakes the buyer") {
    passes(wrong_condition);
}

TEST_CASE("a queue closed in silence leaves its customer asleep") {
    is_found(queue_closed_silently);
}
TEST_CASE("a queue that tells of its end lets its customer go") {
    passes(queue_closed_silently);
}

// ---- Mutexes ----

TEST_CASE("two transfers in opposite directions block each other") {
    is_found(lock_order);
}
TEST_CASE("two mutexes locked together block nobody") {
    passes(lock_order);
}

TEST_CASE("a thread that locks its own mutex again waits for itself") {
    is_found(self_deadlock);
}
TEST_CASE("a thread that locks once goes on") {
    passes(self_deadlock);
}

TEST_CASE("a seat that is looked at and then sold is sold twice") {
    is_found(check_then_act);
}
TEST_CASE("a seat looked at and sold under one lock is sold once") {
    passes(check_then_act);
}

TEST_CASE("a plain counter of two threads is a data race") {
    is_found(racy_counter);
}
TEST_CASE("an atomic counter counts right") {
    passes(racy_counter);
}

TEST_CASE("three philosophers who take the left fork first starve") {
    is_found(philosophers);
}
TEST_CASE("philosophers who take the lower fork first eat") {
    passes(philosophers);
}

TEST_CASE("a writer is overtaken by a reader who came later") {
    is_found(starved_writer);
}
TEST_CASE("a lock that puts writers first lets nobody overtake") {
    passes(starved_writer);
}

// ---- Atomics ----

TEST_CASE("double-checked locking of a plain pointer is a data race") {
    is_found(double_checked_locking);
}
TEST_CASE("double-checked locking of an atomic pointer is right") {
    passes(double_checked_locking);
}

TEST_CASE("a relaxed pointer publishes nothing") {
    is_found(unsafe_publication);
}
TEST_CASE("release and acquire publish the recipe") {
    passes(unsafe_publication);
}

TEST_CASE("release and acquire let both cooks in") {
    is_found(store_buffering);
}
TEST_CASE("sequential consistency lets one cook in") {
    passes(store_buffering);
}

TEST_CASE("a spin lock that looks and then takes lets two in") {
    is_found(broken_spin_lock);
}
TEST_CASE("a spin lock of one exchange lets one in") {
    passes(broken_spin_lock);
}

TEST_CASE("a stack without a count takes one plate twice") {
    is_found(aba_stack);
}
TEST_CASE("a stack that counts its changes takes each plate once") {
    passes(aba_stack);
}

// ---- Threads, futures, time, semaphores ----

TEST_CASE("a sleep does not wait for the kettle") {
    is_found(sleep_as_synchronisation);
}
TEST_CASE("a join waits for the kettle") {
    passes(sleep_as_synchronisation);
}

TEST_CASE("a barrier of odd and even fails at its second use") {
    is_found(single_use_barrier);
}
TEST_CASE("a barrier that counts meetings is used again") {
    passes(single_use_barrier);
}

TEST_CASE("a permit is lost when the cake burns") {
    is_found(permit_lost_on_exception);
}
TEST_CASE("a guard gives the permit back when the cake burns") {
    passes(permit_lost_on_exception);
}

TEST_CASE("a stop flag outside the mutex of its pool is a data race") {
    is_found(unguarded_stop_flag);
}
TEST_CASE("a stop flag under the mutex of its pool ends it") {
    passes(unguarded_stop_flag);
}

TEST_CASE("a promise that nobody keeps is waited for without end") {
    is_found(promise_never_set);
}
TEST_CASE("a promise that carries the failure is answered") {
    passes(promise_never_set);
}

TEST_CASE("a wait that does not know the stop token is not ended by it") {
    is_found(wait_without_stop_token);
}
TEST_CASE("a wait that knows the stop token ends") {
    passes(wait_without_stop_token);
}

TEST_CASE("a thread that outlives a scope uses what is gone") {
    is_found(use_after_scope);
}
TEST_CASE("a thread that shares what it uses may outlive the scope") {
    passes(use_after_scope);
}

TEST_CASE("a pointer taken from under a lock outlives what it points to") {
    is_found(use_after_free);
}
TEST_CASE("a shared pointer taken from under a lock keeps what it points to") {
    passes(use_after_free);
}

// ---- From the source notes ----

TEST_CASE("a stop flag beside the handshake loses the last batch") {
    is_found(lost_tail);
}
TEST_CASE("an end that is part of the handshake loses nothing") {
    passes(lost_tail);
}

TEST_CASE("an event cleared at once is missed") {
    is_found(set_then_clear);
}
TEST_CASE("an event cleared by who heard it is not missed") {
    passes(set_then_clear);
}

TEST_CASE("a bit that flips twice has not changed for the sleeper") {
    is_found(two_ticks_late);
}
TEST_CASE("a count of ticks shows that two have passed") {
    passes(two_ticks_late);
}

TEST_CASE("a failed job keeps its slot for ever") {
    is_found(slot_lost_on_exception);
}
TEST_CASE("a failed job that frees its slot lets the next one in") {
    passes(slot_lost_on_exception);
}

TEST_CASE("one end mark for two consumers ends one of them") {
    is_found(one_end_mark_for_two);
}
TEST_CASE("an end mark that is put back ends both") {
    passes(one_end_mark_for_two);
}

// ---- Wrong is the library, not the program ----

#if _GLIBCXX_RELEASE <= 12  // mended later
TEST_CASE("a right program over the semaphore of libstdc++ 12 can hang") {
    is_found(library_semaphore);
}
TEST_CASE("a hang in the semaphore of libstdc++ 12 is told as perhaps its own") {
    const auto report = lockstep::explore(library_semaphore.name, library_semaphore.wrong,
                                          library_semaphore.options);
    CHECK(report.reason.find("GCC bugs 104928 and 98033") != std::string::npos);
}
#endif
TEST_CASE("the same program over a mutex and a condition variable passes") {
    passes(library_semaphore);
}

// ---- The same every time ----

TEST_CASE(
    "each wrong program gives the same number of schedules and the same text twice") {
    for (const Case* one : all_cases()) {
        const auto first = explore(one->name, one->wrong, one->options);
        const auto second = explore(one->name, one->wrong, one->options);
        CHECK(first.schedules == second.schedules);
        CHECK(first.text == second.text);
    }
}

TEST_CASE("each right program gives the same number of schedules twice") {
    for (const Case* one : all_cases()) {
        const auto first = explore(one->name, one->right, one->options);
        const auto second = explore(one->name, one->right, one->options);
        CHECK(first.schedules == second.schedules);
        CHECK(first.pruned == second.pruned);
        CHECK(first.text == second.text);
    }
}

TEST_CASE("the random orders alone find the faults that need no rare order") {
    for (const Case* one : {&lock_order, &check_then_act, &racy_counter, &lost_wake_up,
                            &philosophers, &one_end_mark_for_two}) {
        // No schedule in order: the first of them is the last.
        const auto report =
            explore(one->name, one->wrong,
                    {.preemptions = -1, .random_schedules = 1000, .early_wakes = 0});
        CHECK_MESSAGE(report.verdict == one->expected, report.text);
        CHECK(report.random_schedules > 0);
    }
}

}  // namespace lockstep::cases
