// The operating system's own functions, behind the ones that the runtime stands in for.
//
// REAL(pthread_mutex_lock)(mutex) calls the one in libc. Compiled with
// -fno-threadsafe-statics: the guard of a static would be one of ours.
#pragma once

#include <dlfcn.h>
#include <linux/futex.h>
#include <sys/syscall.h>

#define REAL(function)                                                                   \
    ([] {                                                                                \
        static auto* const found =                                                       \
            reinterpret_cast<decltype(&::function)>(::dlsym(RTLD_NEXT, #function));      \
        return found;                                                                    \
    }())

namespace lockstep::explorer {

// A system call without libc: its syscall() is one of ours. Returns -errno on failure.
inline long raw_syscall(long number, long a = 0, long b = 0, long c = 0, long d = 0,
                        long e = 0, long f = 0) {
#if defined(__x86_64__)
    long result = 0;
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
#elif defined(__aarch64__)
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    register long x5 __asm__("x5") = f;
    __asm__ volatile("svc 0"
                     : "+r"(x0)
                     : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                     : "memory");
    return x0;
#else
#error "the explorer knows x86-64 and aarch64"
#endif
}

}  // namespace lockstep::explorer
