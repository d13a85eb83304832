#include "tests/explorer/runtime/condition_model.hpp"

#include <cerrno>
#include <cstring>
#include <vector>

#include "tests/explorer/runtime/mutex_model.hpp"
#include "tests/explorer/runtime/per_schedule.hpp"
#include "tests/explorer/runtime/virtual_time.hpp"
#include "tests/explorer/runtime/waiters.hpp"

namespace lockstep::explorer {
namespace {

struct Condition {
    Waiters waiters;
    bool destroyed = false;
};
PerSchedule<Condition> conditions;

// A new one consists of zeros, which the constructor of the library writes without
// telling us. So that it is known from the one that was destroyed at the same place, that
// one is filled with something else.
void fill(pthread_cond_t* address) {
    std::memset(static_cast<void*>(address), 0xdd, sizeof *address);
}
bool is_new(const void* address) {
    static constexpr char zeros[sizeof(pthread_cond_t)] = {};
    return std::memcmp(address, zeros, sizeof zeros) == 0;
}

Condition& usable(Thread& me, const void* address) {
    if (conditions[address].destroyed && is_new(address)) conditions.forget(address);
    Condition& condition = conditions[address];
    if (condition.destroyed) scheduler->fail(Verdict::destroyed_object, &me, address);
    return condition;
}

// It lets go of the mutex and waits in one step, and has the mutex again afterwards.
int wait_on(Thread& me, pthread_cond_t* address, pthread_mutex_t* mutex,
            Nanoseconds deadline) {
    Condition& condition = usable(me, address);
    scheduler->perform(
        me, {.what = What::wait, .object = address, .order = &condition.waiters.order});
    if (Event* event = scheduler->note(me, What::wait, address))
        event->other = reinterpret_cast<std::uintptr_t>(mutex);
    unlock_quietly(me, mutex);
    const auto outcome = condition.waiters.wait(me, {.what = What::wake,
                                                     .object = address,
                                                     .deadline = deadline,
                                                     .may_wake_early = true});
    scheduler->note(me, What::wake, address);
    lock_mutex(me, mutex, never);
    return outcome == Outcome::timed_out ? ETIMEDOUT : 0;
}

void notify(Thread& me, pthread_cond_t* address, What what, std::size_t most) {
    Condition& condition = usable(me, address);
    scheduler->perform(
        me, {.what = what, .object = address, .order = &condition.waiters.order});
    const auto woken = condition.waiters.wake(me, most);
    if (Event* event = scheduler->note(me, what, address)) event->value = woken;
}

}  // namespace

VainWake last_notify_of_nobody(const void* condition, const Thread& waiter) {
    const Condition* found = conditions.find(condition);
    return found == nullptr ? VainWake{} : found->waiters.last_in_vain(waiter.id);
}

}  // namespace lockstep::explorer

// ---- What the program calls ----

using namespace lockstep::explorer;

extern "C" {

int pthread_cond_wait(pthread_cond_t* condition, pthread_mutex_t* mutex) {
    const Controlled me;
    if (!me) return REAL(pthread_cond_wait)(condition, mutex);
    return wait_on(*me, condition, mutex, never);
}

int pthread_cond_timedwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                           const timespec* deadline) {
    const Controlled me;
    if (!me) return REAL(pthread_cond_timedwait)(condition, mutex, deadline);
    return wait_on(*me, condition, mutex, virtual_deadline(CLOCK_REALTIME, deadline));
}

int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                           clockid_t clock, const timespec* deadline) {
    const Controlled me;
    if (!me) return REAL(pthread_cond_clockwait)(condition, mutex, clock, deadline);
    return wait_on(*me, condition, mutex, virtual_deadline(clock, deadline));
}

int pthread_cond_signal(pthread_cond_t* condition) noexcept {
    const Controlled me;
    if (!me) return REAL(pthread_cond_signal)(condition);
    notify(*me, condition, What::notify_one, 1);
    return 0;
}

int pthread_cond_broadcast(pthread_cond_t* condition) noexcept {
    const Controlled me;
    if (!me) return REAL(pthread_cond_broadcast)(condition);
    notify(*me, condition, What::notify_all, max_threads);
    return 0;
}

int pthread_cond_init(pthread_cond_t* condition,
                      const pthread_condattr_t* attributes) noexcept {
    const Controlled me;
    if (me) conditions.forget(condition);
    return REAL(pthread_cond_init)(condition, attributes);
}

int pthread_cond_destroy(pthread_cond_t* address) noexcept {
    const Controlled me;
    if (!me) return REAL(pthread_cond_destroy)(address);
    Condition& condition = usable(*me, address);
    if (!condition.waiters.empty())
        scheduler->fail(Verdict::destroyed_object, &*me, address, "waited on");
    condition.destroyed = true;
    fill(address);
    return 0;
}
}
