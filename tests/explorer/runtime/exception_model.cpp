// Exceptions that threads share, as a future and its promise do. Their holders are
// counted inside the library, out of our sight: whoever lets go happens before whoever
// frees.
#include <cstring>
#include <exception>

#include <dlfcn.h>

#include "tests/explorer/runtime/per_schedule.hpp"

namespace lockstep::explorer {
namespace {

struct Holders {
    VectorClock clock;  // what all who have let go of this exception knew then
};
PerSchedule<Holders> all_holders;

void let_go(Thread& me, const void* exception) {
    VectorClock& clock = all_holders[exception].clock;
    clock.join(me.clock);
    me.clock.join(clock);
    me.clock.tick(me.id);
}

// It is all that is in it.
const void* exception_of(const std::exception_ptr& pointer) {
    static_assert(sizeof pointer == sizeof(void*));
    const void* exception = nullptr;
    std::memcpy(&exception, &pointer, sizeof exception);
    return exception;
}

template <class Function>
Function* real_function(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace
}  // namespace lockstep::explorer

// ---- What the program calls ----

using namespace lockstep::explorer;

extern "C" {

void __cxa_end_catch() {
    static auto* const real = real_function<void()>("__cxa_end_catch");
    {
        const Controlled me;
        if (me) let_go(*me, exception_of(std::current_exception()));
    }
    real();
}

// The member function of std::exception_ptr, by its name in the C++ ABI.
void lockstep_release_exception(std::exception_ptr* pointer) __asm__(
    "_ZNSt15__exception_ptr13exception_ptr10_M_releaseEv");
void lockstep_release_exception(std::exception_ptr* pointer) {
    static auto* const real = real_function<void(std::exception_ptr*)>(
        "_ZNSt15__exception_ptr13exception_ptr10_M_releaseEv");
    {
        const Controlled me;
        if (me) let_go(*me, exception_of(*pointer));
    }
    real(pointer);
}

}  // extern "C"
