#include "tests/explorer/runtime/virtual_time.hpp"

#include <sched.h>
#include <sys/time.h>
#include <unistd.h>

#include "tests/explorer/runtime/per_schedule.hpp"
#include "tests/explorer/runtime/spin.hpp"

namespace lockstep::explorer {
namespace {

constexpr Nanoseconds second = 1'000'000'000;
constexpr Nanoseconds a_clock_read = 1'000;  // so that a loop that watches the clock ends
constexpr Nanoseconds steady_start = 1'000 * second;
constexpr Nanoseconds calendar_start = 1'767'225'600 * second;  // 2026-01-01

PerSchedule<Order> orders;  // one: of the clock

Nanoseconds start_of(clockid_t clock) {
    const bool calendar = clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE;
    return calendar ? calendar_start : steady_start;
}

// More than a century is never: so steady_clock's time_point::max() is meant.
Nanoseconds in_nanoseconds(const timespec& time) {
    constexpr time_t century = 3'155'760'000;
    if (time.tv_sec > century) return never;
    return time.tv_sec * second + time.tv_nsec;
}

Nanoseconds later(Nanoseconds from, Nanoseconds by) {
    return by >= never - from ? never : from + by;
}

void sleep_until(Thread& me, Nanoseconds deadline) {
    scheduler->perform(me, {.what = What::sleep,
                            .order = &orders[nullptr],
                            .ready = [](const void*) { return false; },
                            .deadline = deadline});
    scheduler->note(me, What::sleep, nullptr);
}

}  // namespace

Nanoseconds virtual_deadline(clockid_t clock, const timespec* time) {
    if (time == nullptr || in_nanoseconds(*time) == never) return never;
    return in_nanoseconds(*time) - start_of(clock);
}

Nanoseconds virtual_deadline_in(const timespec* duration) {
    return duration == nullptr ? never
                               : later(scheduler->now(), in_nanoseconds(*duration));
}

}  // namespace lockstep::explorer

// ---- What the program calls ----

using namespace lockstep::explorer;

extern "C" {

int clock_gettime(clockid_t clock, timespec* time) noexcept {
    const Controlled me;
    if (!me || clock == CLOCK_PROCESS_CPUTIME_ID || clock == CLOCK_THREAD_CPUTIME_ID)
        return REAL(clock_gettime)(clock, time);
    scheduler->let_pass(a_clock_read);
    scheduler->touch(*me, What::sleep, orders[nullptr], false);
    const Nanoseconds now = start_of(clock) + scheduler->now();
    *time = {now / second, now % second};
    return 0;
}

int gettimeofday(timeval* __restrict time, void* __restrict zone) noexcept {
    const Controlled me;
    if (!me) return REAL(gettimeofday)(time, zone);
    scheduler->let_pass(a_clock_read);
    const Nanoseconds now = calendar_start + scheduler->now();
    *time = {now / second, now % second / 1000};
    return 0;
}

time_t time(time_t* result) noexcept {
    const Controlled me;
    if (!me) return REAL(time)(result);
    const time_t now = (calendar_start + scheduler->now()) / second;
    if (result != nullptr) *result = now;
    return now;
}

int nanosleep(const timespec* duration, timespec* left) {
    const Controlled me;
    if (!me) return REAL(nanosleep)(duration, left);
    sleep_until(*me, virtual_deadline_in(duration));
    return 0;
}

int clock_nanosleep(clockid_t clock, int flags, const timespec* time, timespec* left) {
    const Controlled me;
    if (!me) return REAL(clock_nanosleep)(clock, flags, time, left);
    sleep_until(*me, (flags & TIMER_ABSTIME) != 0 ? virtual_deadline(clock, time)
                                                  : virtual_deadline_in(time));
    return 0;
}

int usleep(useconds_t microseconds) {
    const Controlled me;
    if (!me) return REAL(usleep)(microseconds);
    sleep_until(*me, later(scheduler->now(), Nanoseconds{microseconds} * 1000));
    return 0;
}

unsigned sleep(unsigned seconds) {
    const Controlled me;
    if (!me) return REAL(sleep)(seconds);
    sleep_until(*me, later(scheduler->now(), seconds * second));
    return 0;
}

int sched_yield() noexcept {
    const Controlled me;
    if (!me) return REAL(sched_yield)();
    if (!yields_again(*me)) scheduler->perform(*me, {.what = What::yield});
    scheduler->note(*me, What::yield, nullptr);
    return 0;
}
}
