// Every choice of one schedule, in order: with it the schedule can be run again.
//
// Lives in memory that the worker process shares with its parent, so that it survives a
// crash. Option 0 is what happens when nobody interferes; an option may cost 1: it
// interferes (it takes the turn from a thread that could go on, wakes somebody for no
// reason, lets time pass early).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace lockstep::explorer {

struct Decision {
    std::uint8_t options = 0;
    std::uint8_t taken = 0;
    bool branches = true;      // false: the others lead to states already seen
    std::uint64_t costly = 0;  // bit i: option i costs 1
};

struct Trail {
    static constexpr std::size_t longest = std::size_t{1} << 19U;

    std::array<Decision, longest> decisions{};
    std::size_t length = 0;
    std::size_t repeated = 0;  // the first of them were laid down before it began

    int cost(std::size_t until) const {
        int sum = 0;
        for (std::size_t i = 0; i < until; ++i)
            sum += static_cast<int>(decisions[i].costly >> decisions[i].taken & 1U);
        return sum;
    }
};

}  // namespace lockstep::explorer
