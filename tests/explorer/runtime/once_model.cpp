// What happens once: pthread_once, behind std::call_once, and the guards of local
// statics.
#include <pthread.h>

#include "tests/explorer/runtime/per_schedule.hpp"
#include "tests/explorer/runtime/static_data.hpp"

namespace lockstep::explorer {
namespace {

struct Once {
    bool running = false;
    VectorClock clock;  // what whoever did it knew afterwards
    Order order;
};
PerSchedule<Once> onces;

// Afterwards either it is done, or it is this thread's to do.
Once& approach(Thread& me, const void* address) {
    Once& once = onces[address];
    const auto nobody_does_it = [](const void* about) {
        return !static_cast<const Once*>(about)->running;
    };
    scheduler->perform(me, {.what = What::once,
                            .object = address,
                            .order = &once.order,
                            .ready = nobody_does_it,
                            .about = &once});
    me.clock.join(once.clock);
    return once;
}

void leave(Thread& me, Once& once) {
    once.running = false;
    once.clock = me.clock;
    me.clock.tick(me.id);
    scheduler->touch(me, What::once, once.order, true);
}

}  // namespace
}  // namespace lockstep::explorer

// ---- What the program calls ----

using namespace lockstep::explorer;

extern "C" {

// The first byte of a guard says that its static is there: so says the C++ ABI.
int __cxa_guard_acquire(long long* guard) {
    const Controlled me;
    if (!me) return REAL(__cxa_guard_acquire)(guard);
    Once& once = approach(*me, guard);
    if (*reinterpret_cast<const char*>(guard) != 0) return 0;
    once.running = true;
    return 1;
}

void __cxa_guard_release(long long* guard) {
    const Controlled me;
    if (!me) return REAL(__cxa_guard_release)(guard);
    remember_static_data(guard, 1);
    *reinterpret_cast<char*>(guard) = 1;
    leave(*me, onces[guard]);
}

void __cxa_guard_abort(long long* guard) {
    const Controlled me;
    if (!me) return REAL(__cxa_guard_abort)(guard);
    leave(*me, onces[guard]);
}

int pthread_once(pthread_once_t* control, void (*function)()) {
    constexpr int done = 2;  // as glibc marks it
    Once* once = nullptr;
    {
        const Controlled me;
        if (!me) return REAL(pthread_once)(control, function);
        once = &approach(*me, control);
        if ((*control & 3) == done) return 0;
        once->running = true;
    }
    try {
        function();
    } catch (...) {
        const Controlled me;
        leave(*me, *once);
        throw;
    }
    const Controlled me;
    remember_static_data(control, sizeof *control);
    *control = done;
    leave(*me, *once);
    return 0;
}
}
