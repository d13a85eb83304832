// POSIX semaphores, barriers and spin locks: for programs that bring C.
#include <cerrno>

#include <pthread.h>
#include <semaphore.h>

#include "tests/explorer/runtime/per_schedule.hpp"
#include "tests/explorer/runtime/virtual_time.hpp"

namespace lockstep::explorer {
namespace {

// ---- Semaphores ----

struct Semaphore {
    unsigned value = 0;
    VectorClock clock;  // what all that posted knew
    Order order;
};
PerSchedule<Semaphore> semaphores;

// One that was made before the schedule began keeps its count where glibc has it.
Semaphore& semaphore_at(const sem_t* address) {
    if (Semaphore* known = semaphores.find(address)) return *known;
    Semaphore& semaphore = semaphores[address];
    int value = 0;
    ::sem_getvalue(const_cast<sem_t*>(address), &value);
    semaphore.value = static_cast<unsigned>(value);
    return semaphore;
}

int wait_for(Thread& me, sem_t* address, Nanoseconds deadline) {
    Semaphore& semaphore = semaphore_at(address);
    const auto is_positive = [](const void* about) {
        return static_cast<const Semaphore*>(about)->value > 0;
    };
    const auto outcome = scheduler->perform(me, {.what = What::acquire,
                                                 .object = address,
                                                 .order = &semaphore.order,
                                                 .ready = is_positive,
                                                 .about = &semaphore,
                                                 .deadline = deadline});
    scheduler->note(me, What::acquire, address);
    if (outcome == Outcome::timed_out) {
        errno = ETIMEDOUT;
        return -1;
    }
    --semaphore.value;
    me.clock.join(semaphore.clock);
    return 0;
}

// ---- Barriers ----

struct Barrier {
    unsigned size = 0;
    unsigned waiting = 0;
    std::uint64_t round = 0;
    VectorClock arriving;  // what all knew that have come in this round
    VectorClock clock;     // what all knew that came in the last one
    Order order;
};
PerSchedule<Barrier> barriers;

struct Arrival {
    const Barrier* barrier;
    std::uint64_t round;
};

bool round_is_over(const void* about) {
    const auto* arrival = static_cast<const Arrival*>(about);
    return arrival->barrier->round != arrival->round;
}

int arrive(Thread& me, const pthread_barrier_t* address) {
    Barrier& barrier = barriers[address];
    scheduler->perform(
        me, {.what = What::arrive, .object = address, .order = &barrier.order});
    scheduler->note(me, What::arrive, address);
    barrier.arriving.join(me.clock);
    me.clock.tick(me.id);
    if (++barrier.waiting == barrier.size) {
        barrier.waiting = 0;
        ++barrier.round;
        barrier.clock = barrier.arriving;
        barrier.arriving = {};
        me.clock.join(barrier.clock);
        return PTHREAD_BARRIER_SERIAL_THREAD;
    }
    const Arrival arrival{&barrier, barrier.round};
    scheduler->perform(me, {.what = What::arrive,
                            .object = address,
                            .order = &barrier.order,
                            .ready = round_is_over,
                            .about = &arrival,
                            .alone = true});
    me.clock.join(barrier.clock);
    return 0;
}

// ---- Spin locks ----

struct SpinLock {
    Thread* owner = nullptr;
    VectorClock clock;
    Order order;
};
PerSchedule<SpinLock> spin_locks;

}  // namespace
}  // namespace lockstep::explorer

// ---- What the program calls ----

using namespace lockstep::explorer;

extern "C" {

int sem_init(sem_t* address, int shared, unsigned value) noexcept {
    const Controlled me;
    if (!me) return REAL(sem_init)(address, shared, value);
    semaphores.forget(address);
    semaphores[address].value = value;
    return 0;
}

int sem_destroy(sem_t* address) noexcept {
    const Controlled me;
    if (!me) return REAL(sem_destroy)(address);
    semaphores.forget(address);
    return 0;
}

int sem_wait(sem_t* address) {
    const Controlled me;
    if (!me) return REAL(sem_wait)(address);
    return wait_for(*me, address, never);
}

int sem_timedwait(sem_t* __restrict address, const timespec* __restrict deadline) {
    const Controlled me;
    if (!me) return REAL(sem_timedwait)(address, deadline);
    return wait_for(*me, address, virtual_deadline(CLOCK_REALTIME, deadline));
}

int sem_trywait(sem_t* address) noexcept {
    const Controlled me;
    if (!me) return REAL(sem_trywait)(address);
    Semaphore& semaphore = semaphore_at(address);
    scheduler->perform(
        *me, {.what = What::acquire, .object = address, .order = &semaphore.order});
    const bool success = semaphore.value > 0;
    if (Event* event = scheduler->note(*me, What::acquire, address))
        event->success = success ? 1 : 0;
    if (!success) {
        errno = EAGAIN;
        return -1;
    }
    --semaphore.value;
    (*me).clock.join(semaphore.clock);
    return 0;
}

int sem_post(sem_t* address) noexcept {
    const Controlled me;
    if (!me) return REAL(sem_post)(address);
    Semaphore& semaphore = semaphore_at(address);
    scheduler->perform(
        *me, {.what = What::signal, .object = address, .order = &semaphore.order});
    scheduler->note(*me, What::signal, address);
    ++semaphore.value;
    semaphore.clock.join((*me).clock);
    (*me).clock.tick((*me).id);
    return 0;
}

int sem_getvalue(sem_t* __restrict address, int* __restrict value) noexcept {
    const Controlled me;
    if (!me) return REAL(sem_getvalue)(address, value);
    *value = static_cast<int>(semaphore_at(address).value);
    return 0;
}

int pthread_barrier_init(pthread_barrier_t* __restrict address,
                         const pthread_barrierattr_t* __restrict attributes,
                         unsigned count) noexcept {
    const Controlled me;
    if (!me) return REAL(pthread_barrier_init)(address, attributes, count);
    barriers.forget(address);
    barriers[address].size = count;
    return count == 0 ? EINVAL : 0;
}

int pthread_barrier_wait(pthread_barrier_t* address) noexcept {
    const Controlled me;
    if (!me) return REAL(pthread_barrier_wait)(address);
    return arrive(*me, address);
}

int pthread_barrier_destroy(pthread_barrier_t* address) noexcept {
    const Controlled me;
    if (!me) return REAL(pthread_barrier_destroy)(address);
    barriers.forget(address);
    return 0;
}

int pthread_spin_init(pthread_spinlock_t* address, int shared) noexcept {
    const Controlled me;
    if (me) spin_locks.forget(const_cast<const int*>(address));
    return REAL(pthread_spin_init)(address, shared);
}

int pthread_spin_lock(pthread_spinlock_t* address) noexcept {
    const Controlled me;
    if (!me) return REAL(pthread_spin_lock)(address);
    const void* object = const_cast<const int*>(address);
    SpinLock& lock = spin_locks[object];
    const auto is_free = [](const void* about) {
        return static_cast<const SpinLock*>(about)->owner == nullptr;
    };
    scheduler->perform(*me, {.what = What::lock,
                             .object = object,
                             .order = &lock.order,
                             .ready = is_free,
                             .about = &lock});
    scheduler->note(*me, What::lock, object);
    lock.owner = &*me;
    (*me).clock.join(lock.clock);
    return 0;
}

int pthread_spin_trylock(pthread_spinlock_t* address) noexcept {
    const Controlled me;
    if (!me) return REAL(pthread_spin_trylock)(address);
    const void* object = const_cast<const int*>(address);
    SpinLock& lock = spin_locks[object];
    scheduler->perform(*me,
                       {.what = What::try_lock, .object = object, .order = &lock.order});
    const bool success = lock.owner == nullptr;
    if (Event* event = scheduler->note(*me, What::try_lock, object))
        event->success = success ? 1 : 0;
    if (!success) return EBUSY;
    lock.owner = &*me;
    (*me).clock.join(lock.clock);
    return 0;
}

int pthread_spin_unlock(pthread_spinlock_t* address) noexcept {
    const Controlled me;
    if (!me) return REAL(pthread_spin_unlock)(address);
    const void* object = const_cast<const int*>(address);
    SpinLock& lock = spin_locks[object];
    scheduler->note(*me, What::unlock, object);
    if (lock.owner != &*me) scheduler->fail(Verdict::not_the_owner, &*me, object);
    lock.owner = nullptr;
    lock.clock = (*me).clock;
    (*me).clock.tick((*me).id);
    scheduler->touch(*me, What::unlock, lock.order, true);
    return 0;
}
}
