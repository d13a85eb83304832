// States that were reached before, and how cheaply: from there on nothing new can come.
//
// A state is one number made of all threads' histories. Two schedules with the same
// number did the same things in another order of what does not depend on each other.
// Source: M. Musuvathi and S. Qadeer, Partial-order reduction for context-bounded state
// exploration (2007), happens-before caching.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace lockstep::explorer {

// Spreads a number over all its bits (the finaliser of splitmix64).
constexpr std::uint64_t mix(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15U;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31U);
}
constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    return mix(a ^ mix(b));
}

// In memory that all workers share, and which begins as zeros: what one process has seen
// the next one knows. When it is full it forgets nothing and learns nothing.
class SeenStates {
  public:
    // Whether it was reached within this bound at this cost or less; from now on it was.
    // What a smaller bound could reach, it reached at the least cost, which is the only
    // one that counts.
    bool seen(std::uint64_t state, int cost, int bound) {
        const std::uint64_t key = mix(state, generation_) | 1U;
        Reached* before = find(key);
        if (before == nullptr) return false;
        if (before->key == 0) {
            ++used_;
            *before = {key, cost, bound};
            return false;
        }
        if (before->cost < cost) return true;
        if (before->cost == cost && before->bound == bound) return true;
        before->cost = cost;
        before->bound = bound;
        return false;
    }

    void forget_all() { ++generation_; }

  private:
    struct Reached {
        std::uint64_t key;  // 0: free
        int cost;
        int bound;  // the largest within which it was
    };

    // Slots far apart cost a page of memory each, so few states lie close together. Each
    // level is twice as large as the one before, which it follows.
    static constexpr std::size_t smallest = std::size_t{1} << 14U;
    static constexpr std::size_t levels = 8;

    // Where the key is, or where there is room for it. Null: the last level is full.
    Reached* find(std::uint64_t key) {
        for (std::size_t level = 0;; ++level) {
            const std::size_t size = smallest << level, begin = size - smallest;
            std::size_t i = mix(key) % size;
            while (slots_[begin + i].key != 0 && slots_[begin + i].key != key)
                i = (i + 1) % size;
            Reached& slot = slots_[begin + i];
            if (slot.key == key) return &slot;
            if (level < level_) continue;
            if (used_ < size / 4 * 3) return &slot;
            if (level + 1 == levels) return nullptr;
            ++level_;
            used_ = 0;
        }
    }

    std::array<Reached, (smallest << levels) - smallest> slots_;  // open addressing
    std::size_t level_;                                           // the one that fills
    std::size_t used_;                                            // of it
    std::uint64_t generation_;
};

}  // namespace lockstep::explorer
