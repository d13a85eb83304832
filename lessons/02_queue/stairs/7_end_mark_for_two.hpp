// WRONG: one end mark in a queue with two consumers ends one of them. The other waits for
// ever.
//
// The mark is an item like any other: who pops it, has it, and nobody else ever sees it.
#pragma once

#include <latch>
#include <optional>
#include <string>
#include <thread>

#include "lessons/02_queue/stairs/6_waiting_with_predicate.hpp"

namespace lockstep {

struct EndMarkOutcome {
    int items = 0;  // taken out of the queue by both together
    int ended = 0;  // consumers that saw the mark
    int waiting_for_ever = 0;
};

inline EndMarkOutcome end_two_consumers_with_one_mark() {
    WaitingQueue<std::optional<std::string>> queue;  // an empty optional is the end mark
    std::mutex mutex;
    EndMarkOutcome outcome;  // guarded by mutex
    std::latch one_has_ended{1};
    auto consume = [&] {
        int items = 0;
        while (queue.pop()) ++items;
        std::lock_guard lock{mutex};
        outcome.items += items;
        if (++outcome.ended == 1) one_has_ended.count_down();
    };
    EndMarkOutcome seen;
    {
        std::jthread first{consume};
        std::jthread second{consume};
        for (auto id : {"000001", "000002", "000003"}) queue.push(id);
        queue.push(std::nullopt);  // WRONG: one mark, two consumers

        one_has_ended.wait();
        {
            std::lock_guard lock{mutex};
            seen = outcome;  // the mark is gone and nobody will push: this stays so
        }
        queue.push(std::nullopt);  // the way out of this demonstration
    }
    return {outcome.items, seen.ended, 2 - seen.ended};
}

}  // namespace lockstep
