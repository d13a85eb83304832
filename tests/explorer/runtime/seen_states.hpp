// States that were reached before, and how cheaply: from there on nothing new can come.
//
// A state is one number made of all threads' histories. Two schedules with the same
// number did the same things in another order of what does not depend on each other.
// Source: M. Musuvathi and S. Qadeer, Partial-order reduction for context-bounded state
// exploration (2007), happens-before caching.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>

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

class SeenStates {
  public:
    void forget_all() { cost_.clear(); }

    // Whether it was reached at this cost or less; from now on it was.
    bool seen(std::uint64_t state, int cost) {
        const auto [entry, is_new] = cost_.try_emplace(state, cost);
        if (is_new) return false;
        if (entry->second <= cost) return true;
        entry->second = cost;
        return false;
    }

  private:
    std::unordered_map<std::uint64_t, int> cost_;
};

}  // namespace lockstep::explorer
