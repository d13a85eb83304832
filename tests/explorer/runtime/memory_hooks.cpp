// What the compiler calls, with -fsanitize=thread, for each access to memory and each
// atomic operation. The real runtime of ThreadSanitizer is not linked.
#include <cstddef>
#include <cstdint>

#include "tests/explorer/explore.hpp"
#include "tests/explorer/runtime/atomic_model.hpp"
#include "tests/explorer/runtime/memory_hooks.hpp"
#include "tests/explorer/runtime/race_detector.hpp"
#include "tests/explorer/runtime/spin.hpp"
#include "tests/explorer/runtime/stacks.hpp"
#include "tests/explorer/runtime/static_data.hpp"

namespace lockstep::explorer {
namespace {

bool saw_the_canary = false;
bool frames_are_kept = true;

// Of one thread without anything that others could notice.
constexpr std::uint32_t most_accesses = 20'000;

void access(const void* address, std::size_t size, bool writes) {
    const Controlled me;
    if (!me) {
        saw_the_canary = saw_the_canary || address == &canary;
        return;
    }
    scheduler->board().hooks_were_called = true;
    if (writes) {
        remember_static_data(address, size);
        forget_atomic(address, size);
        no_longer_spins(*me);
    }
    stack_reaches(*me, address);
    race_detector.access(*me, address, size, writes, false);
    if (++(*me).accesses % most_accesses == 0) scheduler->let_others_go(*me);
}

}  // namespace

volatile int canary = 0;

bool canary_was_seen() {
    return saw_the_canary;
}

}  // namespace lockstep::explorer

using namespace lockstep::explorer;

// ---- Plain accesses ----

#define PLAIN(size)                                                                      \
    void __tsan_read##size(void* address) {                                              \
        access(address, size, false);                                                    \
    }                                                                                    \
    void __tsan_write##size(void* address) {                                             \
        access(address, size, true);                                                     \
    }                                                                                    \
    void __tsan_unaligned_read##size(void* address) {                                    \
        access(address, size, false);                                                    \
    }                                                                                    \
    void __tsan_unaligned_write##size(void* address) {                                   \
        access(address, size, true);                                                     \
    }                                                                                    \
    void __tsan_volatile_read##size(void* address) {                                     \
        access(address, size, false);                                                    \
    }                                                                                    \
    void __tsan_volatile_write##size(void* address) {                                    \
        access(address, size, true);                                                     \
    }                                                                                    \
    void __tsan_read_write##size(void* address) {                                        \
        access(address, size, true);                                                     \
    }

extern "C" {

void __tsan_init() {}
// What calls these keeps its frame pointer: behind it stands where it returns to, and
// behind that its caller's part of the stack. A program that is built without is not
// looked at so closely.
void __tsan_func_entry(void* returns_to) {
    if (current == nullptr) return;
    scheduler->board().hooks_were_called = true;
    void* const* const frame = static_cast<void**>(__builtin_frame_address(0));
    void* const* const callers = static_cast<void**>(*frame);
    if (callers <= frame || callers[1] != returns_to) frames_are_kept = false;
    if (frames_are_kept) stack_ends_at(*current, frame + 2);
}
void __tsan_func_exit() {
    if (current == nullptr || !frames_are_kept) return;
    void* const* const frame = static_cast<void**>(__builtin_frame_address(0));
    stack_ends_at(*current, static_cast<void**>(*frame) + 2);
}
void __tsan_vptr_read(void**) {}
void __tsan_vptr_update(void** address, void*) {
    access(address, sizeof *address, true);
}
PLAIN(1)
PLAIN(2)
PLAIN(4)
PLAIN(8)
PLAIN(16)
void __tsan_read_range(void* address, std::size_t size) {
    access(address, size, false);
}
void __tsan_write_range(void* address, std::size_t size) {
    access(address, size, true);
}
}

// ---- Atomic operations ----

// What happens when the calling thread is not controlled.
#define SEQ __ATOMIC_SEQ_CST

#define CHANGE(bits, type, name, what, builtin)                                          \
    type __tsan_atomic##bits##_fetch_##name(volatile type* a, type operand, int order) { \
        const Controlled me;                                                             \
        if (!me) return builtin(a, operand, SEQ);                                        \
        return static_cast<type>(                                                        \
            change_atomic(*me, const_cast<type*>(a), sizeof *a, what, operand, order));  \
    }

#define COMPARE(bits, type, name, weak)                                                  \
    int __tsan_atomic##bits##_compare_exchange_##name(                                   \
        volatile type* a, type* expected, type desired, int success, int failure) {      \
        const Controlled me;                                                             \
        if (!me)                                                                         \
            return __atomic_compare_exchange_n(a, expected, desired, weak, SEQ, SEQ);    \
        Word seen = *expected;                                                           \
        const bool equal =                                                               \
            compare_exchange_atomic(*me, const_cast<type*>(a), sizeof *a, &seen,         \
                                    desired, success, failure, weak);                    \
        if (!equal) *expected = static_cast<type>(seen);                                 \
        return equal;                                                                    \
    }

#define ATOMIC(bits, type)                                                               \
    type __tsan_atomic##bits##_load(const volatile type* a, int order) {                 \
        const Controlled me;                                                             \
        if (!me) return __atomic_load_n(a, SEQ);                                         \
        return static_cast<type>(                                                        \
            load_atomic(*me, const_cast<const type*>(a), sizeof *a, order));             \
    }                                                                                    \
    void __tsan_atomic##bits##_store(volatile type* a, type value, int order) {          \
        const Controlled me;                                                             \
        if (!me) return __atomic_store_n(a, value, SEQ);                                 \
        store_atomic(*me, const_cast<type*>(a), sizeof *a, value, order);                \
    }                                                                                    \
    type __tsan_atomic##bits##_exchange(volatile type* a, type value, int order) {       \
        const Controlled me;                                                             \
        if (!me) return __atomic_exchange_n(a, value, SEQ);                              \
        return static_cast<type>(change_atomic(*me, const_cast<type*>(a), sizeof *a,     \
                                               What::atomic_exchange, value, order));    \
    }                                                                                    \
    type __tsan_atomic##bits##_fetch_sub(volatile type* a, type operand, int order) {    \
        const Controlled me;                                                             \
        if (!me) return __atomic_fetch_sub(a, operand, SEQ);                             \
        return static_cast<type>(change_atomic(*me, const_cast<type*>(a), sizeof *a,     \
                                               What::atomic_add, -Word{operand},         \
                                               order));                                  \
    }                                                                                    \
    CHANGE(bits, type, add, What::atomic_add, __atomic_fetch_add)                        \
    CHANGE(bits, type, and, What::atomic_and, __atomic_fetch_and)                        \
    CHANGE(bits, type, or, What::atomic_or, __atomic_fetch_or)                           \
    CHANGE(bits, type, xor, What::atomic_xor, __atomic_fetch_xor)                        \
    CHANGE(bits, type, nand, What::atomic_nand, __atomic_fetch_nand)                     \
    COMPARE(bits, type, strong, false)                                                   \
    COMPARE(bits, type, weak, true)                                                      \
    type __tsan_atomic##bits##_compare_exchange_val(                                     \
        volatile type* a, type expected, type desired, int success, int failure) {       \
        __tsan_atomic##bits##_compare_exchange_strong(a, &expected, desired, success,    \
                                                      failure);                          \
        return expected;                                                                 \
    }

extern "C" {
ATOMIC(8, std::uint8_t)
ATOMIC(16, std::uint16_t)
ATOMIC(32, std::uint32_t)
ATOMIC(64, std::uint64_t)
ATOMIC(128, Word)

void __tsan_atomic_thread_fence(int order) {
    const Controlled me;
    if (!me) return __atomic_thread_fence(SEQ);
    fence_atomic(*me, order);
}
void __tsan_atomic_signal_fence(int) {}
}
