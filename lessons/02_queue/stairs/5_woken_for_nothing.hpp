// WRONG: consumers that wait without a predicate wake up, and there is nothing for one of
// them.
//
// Two wait, one item comes, both are woken. A spurious wake-up, where wait returns though
// nobody notified, does the same to a single consumer.
#pragma once

#include <condition_variable>
#include <deque>
#include <latch>
#include <mutex>
#include <string>
#include <thread>

namespace lockstep {

struct Served {
    int with_an_item = 0;
    int with_nothing =
        0;  // would have called front() on an empty deque: undefined behaviour
};

inline Served wake_two_for_one_item() {
    std::mutex mutex;
    std::condition_variable item_came;
    std::deque<std::string> items;  // guarded by mutex
    Served served;                  // guarded by mutex
    std::latch both_wait{2};
    auto consume = [&] {
        std::unique_lock lock{mutex};
        both_wait.count_down();
        item_came.wait(lock);  // WRONG: takes being woken for having an item
        if (items.empty()) {
            ++served.with_nothing;
        } else {
            items.pop_front();
            ++served.with_an_item;
        }
    };
    {
        std::jthread first{consume};
        std::jthread second{consume};
        both_wait.wait();
        {
            std::lock_guard lock{mutex};  // ours only once both sleep
            items.push_back("000007");
        }
        item_came.notify_all();
    }
    return served;
}

}  // namespace lockstep
