// Exceptions that threads share, as a future and its promise do. Their holders are
// counted inside the library, out of our sight: whoever lets go happens before whoever
// frees.
#include <exception>

#include <dlfcn.h>

#include "tests/explorer/runtime/per_schedule.hpp"

namespace lockstep::explorer {
namespace {

struct Holders {
    VectorClock clock;  // what all who have let go of an exception knew then
};
PerSchedule<Holders> all_holders;

// One clock for all exceptions. It orders a little more than the library does.
void let_go() {
    const Controlled me;
    if (!me) return;
    VectorClock& clock = all_holders[nullptr].clock;
    clock.join((*me).clock);
    (*me).clock.join(clock);
    (*me).clock.tick((*me).id);
}

template <class Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace
}  // namespace lockstep::explorer

// ---- What the program calls ----

extern "C" {

void __cxa_end_catch() {
    static auto* const real = lockstep::explorer::real<void()>("__cxa_end_catch");
    lockstep::explorer::let_go();
    real();
}

// The member function of std::exception_ptr, by its name in the C++ ABI.
void lockstep_release_exception(void* pointer) __asm__(
    "_ZNSt15__exception_ptr13exception_ptr10_M_releaseEv");
void lockstep_release_exception(void* pointer) {
    static auto* const real = lockstep::explorer::real<void(void*)>(
        "_ZNSt15__exception_ptr13exception_ptr10_M_releaseEv");
    lockstep::explorer::let_go();
    real(pointer);
}

}  // extern "C"
