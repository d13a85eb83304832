#include "tests/explorer/runtime/mutex_model.hpp"

#include <cerrno>

#include "tests/explorer/runtime/per_schedule.hpp"
#include "tests/explorer/runtime/virtual_time.hpp"

namespace lockstep::explorer {
namespace {

PerSchedule<Mutex> mutexes;

// Where glibc keeps the kind that an attribute or an initialiser chose.
int kind_of(const pthread_mutex_t* mutex) {
    return mutex->__data.__kind & 3;
}

bool is_free(const void* mutex) {
    return static_cast<const Mutex*>(mutex)->owner == nullptr;
}

Mutex& usable(Thread& me, const pthread_mutex_t* address) {
    Mutex& mutex = mutexes[address];
    if (mutex.destroyed) scheduler->fail(Verdict::destroyed_object, &me, address);
    return mutex;
}

void take(Thread& me, Mutex& mutex) {
    mutex.owner = &me;
    mutex.depth = 1;
    me.clock.join(mutex.clock);
}

}  // namespace

Mutex& mutex_at(const void* address) {
    return mutexes[address];
}
Mutex* find_mutex(const void* address) {
    return mutexes.find(address);
}

int lock_mutex(Thread& me, pthread_mutex_t* address, Nanoseconds deadline) {
    Mutex& mutex = usable(me, address);
    if (mutex.owner == &me && kind_of(address) == PTHREAD_MUTEX_RECURSIVE) {
        ++mutex.depth;
        if (Event* event = scheduler->note(me, What::lock, address))
            event->outcome = Outcome::ready;
        return 0;
    }
    if (mutex.owner == &me && kind_of(address) == PTHREAD_MUTEX_ERRORCHECK)
        return EDEADLK;
    const auto outcome = scheduler->perform(me, {.what = What::lock,
                                                 .object = address,
                                                 .order = &mutex.order,
                                                 .ready = is_free,
                                                 .about = &mutex,
                                                 .deadline = deadline});
    scheduler->note(me, What::lock, address);
    if (outcome == Outcome::timed_out) return ETIMEDOUT;
    take(me, mutex);
    return 0;
}

void unlock_mutex(Thread& me, pthread_mutex_t* address) {
    scheduler->note(me, What::unlock, address);
    unlock_quietly(me, address);
}

void unlock_quietly(Thread& me, pthread_mutex_t* address) {
    Mutex& mutex = usable(me, address);
    if (mutex.owner != &me) scheduler->fail(Verdict::not_the_owner, &me, address);
    if (--mutex.depth > 0) return;
    mutex.owner = nullptr;
    mutex.clock = me.clock;
    me.clock.tick(me.id);
    scheduler->touch(me, What::unlock, mutex.order, true);
}

}  // namespace lockstep::explorer

// ---- What the program calls ----

using namespace lockstep::explorer;

extern "C" {

int pthread_mutex_lock(pthread_mutex_t* mutex) {
    const Controlled me;
    if (!me) return REAL(pthread_mutex_lock)(mutex);
    return lock_mutex(*me, mutex, never);
}

int pthread_mutex_timedlock(pthread_mutex_t* mutex, const timespec* deadline) {
    const Controlled me;
    if (!me) return REAL(pthread_mutex_timedlock)(mutex, deadline);
    return lock_mutex(*me, mutex, virtual_deadline(CLOCK_REALTIME, deadline));
}

int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock,
                            const timespec* deadline) {
    const Controlled me;
    if (!me) return REAL(pthread_mutex_clocklock)(mutex, clock, deadline);
    return lock_mutex(*me, mutex, virtual_deadline(clock, deadline));
}

int pthread_mutex_trylock(pthread_mutex_t* address) {
    const Controlled me;
    if (!me) return REAL(pthread_mutex_trylock)(address);
    Mutex& mutex = usable(*me, address);
    scheduler->perform(
        *me, {.what = What::try_lock, .object = address, .order = &mutex.order});
    const bool again = mutex.owner == &*me && kind_of(address) == PTHREAD_MUTEX_RECURSIVE;
    const bool success = again || mutex.owner == nullptr;
    if (Event* event = scheduler->note(*me, What::try_lock, address))
        event->success = success ? 1 : 0;
    if (!success) return EBUSY;
    if (again)
        ++mutex.depth;
    else
        take(*me, mutex);
    return 0;
}

int pthread_mutex_unlock(pthread_mutex_t* mutex) {
    const Controlled me;
    if (!me) return REAL(pthread_mutex_unlock)(mutex);
    unlock_mutex(*me, mutex);
    return 0;
}

int pthread_mutex_init(pthread_mutex_t* mutex, const pthread_mutexattr_t* attributes) {
    const Controlled me;
    if (me) mutexes.forget(mutex);
    return REAL(pthread_mutex_init)(mutex, attributes);
}

int pthread_mutex_destroy(pthread_mutex_t* address) {
    const Controlled me;
    if (!me) return REAL(pthread_mutex_destroy)(address);
    Mutex& mutex = usable(*me, address);
    if (mutex.owner != nullptr)
        scheduler->fail(Verdict::destroyed_object, &*me, address, "locked");
    mutex.destroyed = true;
    return 0;
}
}
