// The functions of libc by which std::string, std::string_view and containers read and
// copy bytes. The compiler's hooks do not see what happens inside them, and much of
// std::string is in a library that has no hooks at all.
//
// Only whether the bytes are still there is looked at, not whether accesses race: how
// that library guards what it shares is not seen either.
#include <cstddef>
#include <cstring>

#include "tests/explorer/runtime/race_detector.hpp"
#include "tests/explorer/runtime/stacks.hpp"

namespace lockstep::explorer {
namespace {

// Of a range its first byte is enough: a block is freed as a whole. The runtime itself
// comes here with each copy that it makes, so what needs no look is told at once.
inline void look(const void* address, bool writes) {
    if (current == nullptr || current->inside || is_on_stack_of(*current, address))
        return;
    const Controlled me;
    race_detector.must_be_there(*me, address, writes);
}

}  // namespace
}  // namespace lockstep::explorer

using namespace lockstep::explorer;

extern "C" {

std::size_t strlen(const char* text) noexcept {
    look(text, false);
    return REAL(strlen)(text);
}

void* memcpy(void* __restrict to, const void* __restrict from,
             std::size_t size) noexcept {
    if (size > 0) {
        look(from, false);
        look(to, true);
    }
    return REAL(memcpy)(to, from, size);
}

void* memmove(void* to, const void* from, std::size_t size) noexcept {
    if (size > 0) {
        look(from, false);
        look(to, true);
    }
    return REAL(memmove)(to, from, size);
}

int memcmp(const void* left, const void* right, std::size_t size) noexcept {
    if (size > 0) {
        look(left, false);
        look(right, false);
    }
    return REAL(memcmp)(left, right, size);
}
}
