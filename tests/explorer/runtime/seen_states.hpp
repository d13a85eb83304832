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
        Reached* before = find(mix(state, generation_) | 1U);
        if (before == nullptr) return false;
        if (before->state == 0) {
            ++used_;
            *before = {mix(state, generation_) | 1U, cost, bound};
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
        std::uint64_t state;  // 0: free
        int cost;
        int bound;  // the largest within which it was
    };
    static constexpr std::size_t size = std::size_t{1} << 22U;

    Reached* find(std::uint64_t state) {
        std::size_t i = mix(state) % size;
        while (states_[i].state != 0 && states_[i].state != state) i = (i + 1) % size;
        const bool is_full = used_ > size / 4 * 3;
        return states_[i].state == 0 && is_full ? nullptr : &states_[i];
    }

    std::array<Reached, size> states_;  // open addressing
    std::size_t used_;
    std::uint64_t generation_;
};

}  // namespace lockstep::explorer
