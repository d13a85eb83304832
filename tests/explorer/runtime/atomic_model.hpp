// Atomic variables with the past that the C++ memory model lets a load still see.
//
// Each variable keeps its last stores in modification order. A load may return any of
// them that is not older than what its thread already knows ("coherence"): that is how
// publication through relaxed atomics, and store buffering, are found on a machine that
// would not show them.
//
// Source: C++20 [intro.races], [atomics.order], [atomics.fences].
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <vector>

#include "tests/explorer/runtime/scheduler.hpp"

namespace lockstep::explorer {

__extension__ typedef unsigned __int128 Word;  // holds an atomic of any size

struct Store {
    Word value = 0;
    int thread = -1;         // -1: it was there before
    std::uint32_t step = 0;  // of that thread
    bool releases = false;
    VectorClock released{};     // what an acquire that reads it learns
    std::uint64_t seq_cst = 0;  // its place in the single total order, 0: none
};

struct Atomic {
    static constexpr std::size_t longest_past = 8;

    std::deque<Store> past;       // in modification order, the newest last
    std::uint64_t forgotten = 0;  // stores before past.front()
    std::uint64_t changes = 0;    // stores of another value than before
    Order order;
    // Of each thread, what it has read or written at which step: numbers of stores rise.
    struct Known {
        std::uint32_t step;
        std::uint64_t store;
    };
    std::array<std::vector<Known>, max_threads> known;

    std::uint64_t newest() const { return forgotten + past.size() - 1; }
    Store& at(std::uint64_t number) {
        return past[static_cast<std::size_t>(number - forgotten)];
    }
};

// `pc` is not looked at: the trace has its own frames.
Word load_atomic(Thread& me, const void* address, std::size_t size, int order);
void store_atomic(Thread& me, void* address, std::size_t size, Word value, int order);
// Reads the newest value, and stores what `change` makes of it.
Word change_atomic(Thread& me, void* address, std::size_t size, What what, Word operand,
                   int order);
bool compare_exchange_atomic(Thread& me, void* address, std::size_t size, Word* expected,
                             Word desired, int success, int failure, bool may_fail);
void fence_atomic(Thread& me, int order);
// A plain write made a new object there.
void forget_atomic(const void* address, std::size_t size);

}  // namespace lockstep::explorer
