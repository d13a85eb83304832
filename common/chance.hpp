// Numbers that look random and are the same on every machine, for the same name and seed.
//
// The arithmetic is SplitMix64 (Steele, Lea, Flood 2014); the distributions of the
// standard library may differ from one library to the next.
#pragma once

#include <cstdint>
#include <string_view>

namespace lockstep {

class Chance {
  public:
    Chance(std::string_view name, std::uint64_t seed) : state_{seed} {
        for (const char c : name) {
            state_ ^= static_cast<unsigned char>(c);
            state_ = next();  // so that every bit of the state depends on every letter
        }
    }

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15U;
        auto mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        mixed ^= mixed >> 31U;
        return mixed;
    }

    // 0 … limit - 1. A limit far below 2^64 leaves no visible bias.
    std::uint64_t below(std::uint64_t limit) { return next() % limit; }

    // from … to, both included.
    std::int64_t between(std::int64_t from, std::int64_t to) {
        return from + static_cast<std::int64_t>(
                          below(static_cast<std::uint64_t>(to - from) + 1));
    }

  private:
    std::uint64_t state_;
};

}  // namespace lockstep
