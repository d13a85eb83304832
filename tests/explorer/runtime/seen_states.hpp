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
    // Whether it was reached within this bound at this cost or less; from now on it was.
    // What a smaller bound could reach, it reached at the least cost, which is the only
    // one that counts.
    bool seen(std::uint64_t state, int cost, int bound) {
        const auto [found, is_new] = states_.try_emplace(state, Reached{cost, bound});
        Reached& before = found->second;
        if (is_new) return false;
        if (before.cost < cost) return true;
        if (before.cost == cost && before.bound == bound) return true;
        before = {cost, bound};
        return false;
    }

  private:
    struct Reached {
        int cost;
        int bound;  // the largest within which it was
    };
    std::unordered_map<std::uint64_t, Reached> states_;
};

}  // namespace lockstep::explorer
