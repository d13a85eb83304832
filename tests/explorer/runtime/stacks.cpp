#include "tests/explorer/runtime/stacks.hpp"

#include <array>

#include <sys/mman.h>

#include "tests/explorer/runtime/scheduler.hpp"

namespace lockstep::explorer {
namespace {

constexpr std::size_t size = std::size_t{1} << 20U;
constexpr std::size_t guard = 4096;
constexpr std::size_t most_of_the_first = std::size_t{8} << 20U;

// One region, a piece for each thread.
char* region() {
    static char* const memory = [] {
        void* all =
            ::mmap(nullptr, size * max_threads, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_NORESERVE, -1, 0);
        return all == MAP_FAILED ? nullptr : static_cast<char*>(all);
    }();
    return memory;
}

const Thread* owner_of(std::uintptr_t place) {
    const auto& threads = scheduler->threads();
    const Thread& first = threads.front();
    if (place - first.stack_begin < first.stack_end - first.stack_begin) return &first;
    const auto offset = place - reinterpret_cast<std::uintptr_t>(region());
    const auto number = offset / size;
    return offset < size * max_threads && number < threads.size() ? &threads[number]
                                                                  : nullptr;
}

}  // namespace

const pthread_attr_t* attributes_of(const Thread& thread) {
    static std::array<pthread_attr_t*, max_threads> all{};
    auto& attributes = all[static_cast<std::size_t>(thread.id)];
    if (attributes == nullptr) {
        if (region() == nullptr) return nullptr;
        char* const mine = region() + size * static_cast<std::size_t>(thread.id);
        if (::mprotect(mine, guard, PROT_NONE) != 0) return nullptr;
        attributes = new pthread_attr_t;
        ::pthread_attr_init(attributes);
        ::pthread_attr_setstack(attributes, mine + guard, size - guard);
    }
    return attributes;
}

void begin_stack(Thread& me, const void* end) {
    me.stack_end = reinterpret_cast<std::uintptr_t>(end);
    me.stack_begin = me.stack_end - most_of_the_first;
    if (me.id != 0) {
        me.stack_begin = reinterpret_cast<std::uintptr_t>(region()) +
                         size * static_cast<unsigned>(me.id);
        me.stack_end = me.stack_begin + size;
    }
    me.stack_used = me.stack_begin;
}

// With the objects that are thread_local, which stand there too.
void end_stack(Thread& me) {
    me.stack_used = me.stack_end;
}

bool is_alive(const Thread& me, const void* address) {
    const auto place = reinterpret_cast<std::uintptr_t>(address);
    const Thread* owner = owner_of(place);
    return owner == nullptr || owner == &me || place >= owner->stack_used;
}

void must_be_alive(Thread& me, const void* address) {
    if (is_alive(me, address)) return;
    const Thread* owner = owner_of(reinterpret_cast<std::uintptr_t>(address));
    scheduler->board().failure.other_thread = owner->id;
    scheduler->fail(Verdict::destroyed_object, &me, address, "returned");
}

}  // namespace lockstep::explorer
