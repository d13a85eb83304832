// Futexes: under atomic wait and notify, semaphores, latches, barriers and futures, which
// reach the kernel through syscall().
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <string>

#include <unistd.h>

#include "tests/explorer/runtime/per_schedule.hpp"
#include "tests/explorer/runtime/virtual_time.hpp"
#include "tests/explorer/runtime/waiters.hpp"

namespace lockstep::explorer {
namespace {

PerSchedule<Waiters> futexes;

long park(Thread& me, const int* address, int expected, Nanoseconds deadline) {
    Waiters& waiters = futexes[address];
    scheduler->perform(me,
                       {.what = What::park, .object = address, .order = &waiters.order});
    if (*address != expected) {
        errno = EAGAIN;
        return -1;
    }
    scheduler->note(me, What::park, address);
    const auto outcome = waiters.wait(me, {.what = What::park,
                                           .object = address,
                                           .deadline = deadline,
                                           .may_wake_early = true});
    scheduler->note(me, What::wake, address);
    if (outcome != Outcome::timed_out) return 0;
    errno = ETIMEDOUT;
    return -1;
}

long unpark(Thread& me, const int* address, int most) {
    Waiters& waiters = futexes[address];
    scheduler->perform(
        me, {.what = What::unpark, .object = address, .order = &waiters.order});
    const auto woken = waiters.wake(me, static_cast<std::size_t>(most));
    if (Event* event = scheduler->note(me, What::unpark, address)) event->value = woken;
    return static_cast<long>(woken);
}

long futex(Thread& me, const int* address, int operation, int value,
           const timespec* time) {
    const auto clock =
        (operation & FUTEX_CLOCK_REALTIME) != 0 ? CLOCK_REALTIME : CLOCK_MONOTONIC;
    switch (operation & FUTEX_CMD_MASK) {
    case FUTEX_WAIT:
        return park(me, address, value, virtual_deadline_in(time));
    case FUTEX_WAIT_BITSET:
        return park(me, address, value, virtual_deadline(clock, time));
    case FUTEX_WAKE:
    case FUTEX_WAKE_BITSET:
        return unpark(me, address, value);
    default:
        scheduler->fail(Verdict::not_supported, &me, address,
                        "futex operation " + std::to_string(operation));
    }
}

}  // namespace
}  // namespace lockstep::explorer

// ---- What the program calls ----

using namespace lockstep::explorer;

extern "C" long syscall(long number, ...) noexcept {
    va_list list;
    va_start(list, number);
    long a[6];
    for (long& argument : a) argument = va_arg(list, long);
    va_end(list);
    {
        const Controlled me;
        if (me && number == SYS_futex)
            return futex(*me, reinterpret_cast<const int*>(a[0]), static_cast<int>(a[1]),
                         static_cast<int>(a[2]), reinterpret_cast<const timespec*>(a[3]));
    }
    const long result = raw_syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
    if (result >= 0 || result < -4095) return result;
    errno = static_cast<int>(-result);
    return -1;
}
