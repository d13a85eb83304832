#include "tests/explorer/runtime/atomic_model.hpp"

#include <algorithm>
#include <cstring>

#include "tests/explorer/runtime/per_schedule.hpp"
#include "tests/explorer/runtime/race_detector.hpp"
#include "tests/explorer/runtime/spin.hpp"
#include "tests/explorer/runtime/static_data.hpp"

namespace lockstep::explorer {
namespace {

PerSchedule<Atomic> atomics;

// The single total order of all seq_cst operations is the order in which they happen
// here.
struct SeqCst {
    std::uint64_t last = 0;
    VectorClock fenced;  // what all seq_cst fences so far knew
    struct OfThread {
        VectorClock seen;        // `fenced` at its last seq_cst fence
        std::uint64_t last = 0;  // and `last`
    };
    std::array<OfThread, max_threads> threads;
};
PerSchedule<SeqCst> seq_cst_order;
SeqCst& seq_cst() {
    return seq_cst_order[nullptr];
}
SeqCst::OfThread& seq_cst(const Thread& thread) {
    return seq_cst().threads[static_cast<std::size_t>(thread.id)];
}

bool acquires(int order) {
    return order == __ATOMIC_ACQUIRE || order == __ATOMIC_CONSUME ||
           order == __ATOMIC_ACQ_REL || order == __ATOMIC_SEQ_CST;
}
bool releases(int order) {
    return order == __ATOMIC_RELEASE || order == __ATOMIC_ACQ_REL ||
           order == __ATOMIC_SEQ_CST;
}

Word in_memory(const void* address, std::size_t size) {
    Word value = 0;
    std::memcpy(&value, address, size);
    return value;
}

Atomic& atomic_at(const void* address, std::size_t size) {
    Atomic& atomic = atomics[address];
    const Word value = in_memory(address, size);
    // Changed by what we do not see: it is another object now.
    if (!atomic.past.empty() && atomic.past.back().value != value) atomic = {};
    if (atomic.past.empty()) atomic.past.push_back({.value = value});
    return atomic;
}

void know(Thread& me, Atomic& atomic, std::uint64_t store) {
    auto& known = atomic.known[static_cast<std::size_t>(me.id)];
    if (known.empty() || known.back().store < store)
        known.push_back({me.clock[me.id], store});
}

// The oldest store that this thread may still read.
std::uint64_t floor_of(Thread& me, Atomic& atomic, int order) {
    const auto& mine = seq_cst(me);
    std::uint64_t floor = atomic.forgotten;
    for (std::uint64_t number = atomic.newest(); number > floor; --number) {
        const Store& store = atomic.at(number);
        const bool happens_before = store.thread < 0 ||
                                    me.clock.knows(store.thread, store.step) ||
                                    mine.seen.knows(store.thread, store.step);
        const bool ordered = store.seq_cst != 0 &&
                             (order == __ATOMIC_SEQ_CST || store.seq_cst <= mine.last);
        const bool fenced = order == __ATOMIC_SEQ_CST && store.thread >= 0 &&
                            seq_cst().fenced.knows(store.thread, store.step);
        if (happens_before || ordered || fenced) floor = number;
    }
    for (const Thread& thread : scheduler->threads())
        for (const auto& known : atomic.known[static_cast<std::size_t>(thread.id)])
            if (me.clock.knows(thread.id, known.step))
                floor = std::max(floor, known.store);
    return floor;
}

void learn(Thread& me, const Store& store, int order) {
    if (store.thread >= 0 && store.thread != me.id &&
        !me.born.knows(store.thread, store.step))
        me.looked_at = scheduler->step();
    if (!store.releases) return;
    if (acquires(order))
        me.clock.join(store.released);
    else
        me.to_acquire.join(store.released);
}

// `read`: by a read-modify-write, which continues what the store before it released.
void add_store(Thread& me, Atomic& atomic, void* address, std::size_t size, Word value,
               int order, const Store* read) {
    Store store{.value = value, .thread = me.id, .step = me.clock[me.id]};
    if (releases(order)) {
        store.releases = true;
        store.released = me.clock;
    } else if (me.has_released) {
        store.releases = true;
        store.released = me.released;
    }
    if (read != nullptr && read->releases) {
        store.releases = true;
        store.released.join(read->released);
    }
    if (order == __ATOMIC_SEQ_CST) store.seq_cst = ++seq_cst().last;
    if (value != atomic.past.back().value) {
        ++atomic.changes;
        no_longer_spins(me);
    }
    remember_static_data(address, size);
    std::memcpy(address, &value, size);
    atomic.past.push_back(store);
    if (atomic.past.size() > Atomic::longest_past) {
        atomic.past.pop_front();
        ++atomic.forgotten;
    }
    know(me, atomic, atomic.newest());
    me.clock.tick(me.id);
}

void take_turn(Thread& me, What what, const void* address, std::size_t size,
               Atomic& atomic, bool writes) {
    scheduler->perform(
        me, {.what = what, .object = address, .order = &atomic.order, .writes = writes});
    race_detector.access(me, address, size, writes, true);
}

void note(Thread& me, What what, const void* address, std::size_t size, Word value,
          Word before, int success = -1) {
    Event* event = scheduler->note(me, what, address);
    if (event == nullptr) return;
    event->size = static_cast<std::uint8_t>(size);
    event->value = static_cast<std::uint64_t>(value);
    event->other = static_cast<std::uint64_t>(before);
    event->success = static_cast<std::int8_t>(success);
}

Word changed(What what, Word value, Word operand) {
    switch (what) {
    case What::atomic_add:
        return value + operand;
    case What::atomic_and:
        return value & operand;
    case What::atomic_or:
        return value | operand;
    case What::atomic_xor:
        return value ^ operand;
    case What::atomic_nand:
        return ~(value & operand);
    default:
        return operand;
    }
}

Word cut_to(Word value, std::size_t size) {
    return size == sizeof value ? value : value & ((Word{1} << (8 * size)) - 1);
}

}  // namespace

Word load_atomic(Thread& me, const void* address, std::size_t size, int order) {
    Atomic& atomic = atomic_at(address, size);
    if (!spins(me, address, atomic.changes, atomic.order))
        take_turn(me, What::atomic_load, address, size, atomic, false);
    const auto floor = floor_of(me, atomic, order);
    // Option 0 is the newest; an older one costs.
    const bool weak = scheduler->board().rules.weak_memory;
    const int options = weak ? static_cast<int>(atomic.newest() - floor) + 1 : 1;
    for (int k = 0; options > 1 && k < options; ++k)
        scheduler->explain(
            k,
            static_cast<std::uint64_t>(
                atomic.at(atomic.newest() - static_cast<unsigned>(k)).value),
            size);
    const auto age = scheduler->choose(options, ~std::uint64_t{1});
    const auto number = atomic.newest() - static_cast<std::uint64_t>(age);
    const Store& store = atomic.at(number);
    learn(me, store, order);
    know(me, atomic, number);
    if (age > 0) me.history = mix(me.history, static_cast<std::uint64_t>(age));
    note(me, What::atomic_load, address, size, store.value, atomic.past.back().value);
    return store.value;
}

void store_atomic(Thread& me, void* address, std::size_t size, Word value, int order) {
    Atomic& atomic = atomic_at(address, size);
    take_turn(me, What::atomic_store, address, size, atomic, true);
    note(me, What::atomic_store, address, size, value, in_memory(address, size));
    add_store(me, atomic, address, size, value, order, nullptr);
}

Word change_atomic(Thread& me, void* address, std::size_t size, What what, Word operand,
                   int order) {
    Atomic& atomic = atomic_at(address, size);
    const Word now = atomic.past.back().value;
    const bool idle = cut_to(changed(what, now, operand), size) == now;
    if (!idle || !spins(me, address, atomic.changes, atomic.order))
        take_turn(me, what, address, size, atomic, true);
    const Store before = atomic.past.back();
    learn(me, before, order);
    const Word after = cut_to(changed(what, before.value, operand), size);
    note(me, what, address, size, after, before.value);
    add_store(me, atomic, address, size, after, order, &before);
    return before.value;
}

bool compare_exchange_atomic(Thread& me, void* address, std::size_t size, Word* expected,
                             Word desired, int success, int failure, bool may_fail) {
    Atomic& atomic = atomic_at(address, size);
    const bool would_fail = atomic.past.back().value != *expected;
    if (!would_fail || !spins(me, address, atomic.changes, atomic.order))
        take_turn(me, What::atomic_compare, address, size, atomic, true);
    const Store before = atomic.past.back();
    bool equal = before.value == *expected;
    // The weak one may fail for no reason.
    if (equal && may_fail && scheduler->choose(2, 2) == 1) {
        equal = false;
        me.history = mix(me.history, 1);
    }
    note(me, What::atomic_compare, address, size, equal ? desired : before.value,
         before.value, equal ? 1 : 0);
    learn(me, before, equal ? success : failure);
    know(me, atomic, atomic.newest());
    if (equal)
        add_store(me, atomic, address, size, desired, success, &before);
    else
        *expected = before.value;
    return equal;
}

void fence_atomic(Thread& me, int order) {
    scheduler->perform(
        me,
        {.what = What::fence,
         .order = order == __ATOMIC_SEQ_CST ? &atomics[&seq_cst_order].order : nullptr});
    scheduler->note(me, What::fence, nullptr);
    if (acquires(order)) me.clock.join(me.to_acquire);
    if (order == __ATOMIC_SEQ_CST) {
        SeqCst& all = seq_cst();
        all.fenced.join(me.clock);
        auto& mine = seq_cst(me);
        mine.seen.join(all.fenced);
        mine.last = all.last;
    }
    if (releases(order)) {
        me.has_released = true;
        me.released = me.clock;
    }
    me.clock.tick(me.id);
}

void forget_atomic(const void* address, std::size_t size) {
    if (atomics.empty()) return;
    const auto* first = static_cast<const char*>(address);
    for (std::size_t i = 0; i < size; ++i) atomics.forget(first + i);
}

}  // namespace lockstep::explorer
