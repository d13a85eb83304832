// WRONG: two threads add one to a counter, and one of the additions is lost, every time.
//
// ++counter is two steps: read, then write. With a plain int two threads that do it at
// once are a data race: undefined behaviour, and anything may happen. To show it safely,
// an atomic load and an atomic store stand for the two halves, and a latch arranges them
// as bad luck would.
#pragma once

#include <atomic>
#include <latch>
#include <thread>

namespace lockstep {

inline int count_without_lock() {
    std::atomic<int> counter = 0;
    std::latch both_have_read{2};
    auto add_one = [&] {
        int seen = counter.load();  // the first half of ++counter
        both_have_read.arrive_and_wait();
        counter.store(seen + 1);  // the second half: both write 1
    };
    {
        std::jthread first{add_one};
        std::jthread second{add_one};
    }
    return counter;
}

}  // namespace lockstep
