// Two threads add to one counter, and nothing is lost: a mutex lets one in at a time.
#pragma once

#include <mutex>
#include <thread>

namespace lockstep {

inline int count_with_mutex(int times_each) {
    std::mutex mutex;
    int counter = 0;  // guarded by mutex
    auto add = [&] {
        for (int i = 0; i < times_each; ++i) {
            std::lock_guard lock{mutex};  // unlocks at the closing brace, also by a throw
            ++counter;
        }
    };
    {
        std::jthread first{add};
        std::jthread second{add};
    }
    return counter;
}

}  // namespace lockstep
