// Read-write locks, behind std::shared_mutex and std::shared_timed_mutex.
#include <algorithm>
#include <cerrno>
#include <vector>

#include <pthread.h>

#include "tests/explorer/runtime/per_schedule.hpp"
#include "tests/explorer/runtime/virtual_time.hpp"

namespace lockstep::explorer {
namespace {

struct SharedMutex {
    Thread* writer = nullptr;
    std::vector<Thread*> readers;
    VectorClock written;  // what the last writer knew
    VectorClock read;     // what all readers since then knew
    Order order;
};
PerSchedule<SharedMutex> shared_mutexes;

bool may_read(const void* about) {
    return static_cast<const SharedMutex*>(about)->writer == nullptr;
}
bool may_write(const void* about) {
    const auto* mutex = static_cast<const SharedMutex*>(about);
    return mutex->writer == nullptr && mutex->readers.empty();
}

void take(Thread& me, SharedMutex& mutex, bool shared) {
    me.clock.join(mutex.written);
    if (shared) {
        mutex.readers.push_back(&me);
    } else {
        me.clock.join(mutex.read);
        mutex.writer = &me;
    }
}

int lock(Thread& me, pthread_rwlock_t* address, bool shared, Nanoseconds deadline) {
    SharedMutex& mutex = shared_mutexes[address];
    if (mutex.writer == &me) return EDEADLK;  // as glibc answers
    const auto what = shared ? What::lock_shared : What::lock;
    const auto outcome = scheduler->perform(me, {.what = what,
                                                 .object = address,
                                                 .order = &mutex.order,
                                                 .ready = shared ? may_read : may_write,
                                                 .about = &mutex,
                                                 .deadline = deadline});
    scheduler->note(me, what, address);
    if (outcome == Outcome::timed_out) return ETIMEDOUT;
    take(me, mutex, shared);
    return 0;
}

int try_lock(Thread& me, pthread_rwlock_t* address, bool shared) {
    SharedMutex& mutex = shared_mutexes[address];
    const auto what = shared ? What::try_lock_shared : What::try_lock;
    scheduler->perform(me, {.what = what, .object = address, .order = &mutex.order});
    const bool success = shared ? may_read(&mutex) : may_write(&mutex);
    if (Event* event = scheduler->note(me, what, address))
        event->success = success ? 1 : 0;
    if (!success) return EBUSY;
    take(me, mutex, shared);
    return 0;
}

void unlock(Thread& me, pthread_rwlock_t* address) {
    SharedMutex& mutex = shared_mutexes[address];
    const auto reader = std::find(mutex.readers.begin(), mutex.readers.end(), &me);
    const bool shared = reader != mutex.readers.end();
    const auto what = shared ? What::unlock_shared : What::unlock;
    scheduler->note(me, what, address);
    if (shared) {
        mutex.readers.erase(reader);
        mutex.read.join(me.clock);
    } else if (mutex.writer == &me) {
        mutex.writer = nullptr;
        mutex.written = me.clock;
        mutex.read = {};
    } else {
        scheduler->fail(Verdict::not_the_owner, &me, address);
    }
    me.clock.tick(me.id);
    scheduler->touch(me, what, mutex.order, true);
}

}  // namespace
}  // namespace lockstep::explorer

// ---- What the program calls ----

using namespace lockstep::explorer;

extern "C" {

int pthread_rwlock_rdlock(pthread_rwlock_t* mutex) noexcept {
    const Controlled me;
    if (!me) return REAL(pthread_rwlock_rdlock)(mutex);
    return lock(*me, mutex, true, never);
}
int pthread_rwlock_wrlock(pthread_rwlock_t* mutex) noexcept {
    const Controlled me;
    if (!me) return REAL(pthread_rwlock_wrlock)(mutex);
    return lock(*me, mutex, false, never);
}
int pthread_rwlock_timedrdlock(pthread_rwlock_t* __restrict mutex,
                               const timespec* __restrict deadline) noexcept {
    const Controlled me;
    if (!me) return REAL(pthread_rwlock_timedrdlock)(mutex, deadline);
    return lock(*me, mutex, true, virtual_deadline(CLOCK_REALTIME, deadline));
}
int pthread_rwlock_timedwrlock(pthread_rwlock_t* __restrict mutex,
                               const timespec* __restrict deadline) noexcept {
    const Controlled me;
    if (!me) return REAL(pthread_rwlock_timedwrlock)(mutex, deadline);
    return lock(*me, mutex, false, virtual_deadline(CLOCK_REALTIME, deadline));
}
int pthread_rwlock_clockrdlock(pthread_rwlock_t* __restrict mutex, clockid_t clock,
                               const timespec* __restrict deadline) noexcept {
    const Controlled me;
    if (!me) return REAL(pthread_rwlock_clockrdlock)(mutex, clock, deadline);
    return lock(*me, mutex, true, virtual_deadline(clock, deadline));
}
int pthread_rwlock_clockwrlock(pthread_rwlock_t* __restrict mutex, clockid_t clock,
                               const timespec* __restrict deadline) noexcept {
    const Controlled me;
    if (!me) return REAL(pthread_rwlock_clockwrlock)(mutex, clock, deadline);
    return lock(*me, mutex, false, virtual_deadline(clock, deadline));
}
int pthread_rwlock_tryrdlock(pthread_rwlock_t* mutex) noexcept {
    const Controlled me;
    if (!me) return REAL(pthread_rwlock_tryrdlock)(mutex);
    return try_lock(*me, mutex, true);
}
int pthread_rwlock_trywrlock(pthread_rwlock_t* mutex) noexcept {
    const Controlled me;
    if (!me) return REAL(pthread_rwlock_trywrlock)(mutex);
    return try_lock(*me, mutex, false);
}
int pthread_rwlock_unlock(pthread_rwlock_t* mutex) noexcept {
    const Controlled me;
    if (!me) return REAL(pthread_rwlock_unlock)(mutex);
    unlock(*me, mutex);
    return 0;
}
int pthread_rwlock_init(pthread_rwlock_t* __restrict mutex,
                        const pthread_rwlockattr_t* __restrict attributes) noexcept {
    const Controlled me;
    if (me) shared_mutexes.forget(mutex);
    return REAL(pthread_rwlock_init)(mutex, attributes);
}
}
