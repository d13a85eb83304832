// WRONG: the consumer waits without a predicate, and sleeps though an item is there.
//
// A condition variable remembers nothing: a notify that finds nobody waiting is gone.
#pragma once

#include <condition_variable>
#include <deque>
#include <latch>
#include <mutex>
#include <string>
#include <thread>

namespace lockstep {

// How many items lay in the queue when the consumer went to sleep for ever.
inline std::size_t sleep_beside_an_item() {
    std::mutex mutex;
    std::condition_variable item_came;
    std::deque<std::string> items;  // guarded by mutex
    std::size_t lay_there = 0;      // guarded by mutex
    std::latch notified{1};
    std::latch going_to_sleep{1};

    std::jthread consumer{[&] {
        notified.wait();  // bad luck: the consumer comes a moment late
        std::unique_lock lock{mutex};
        lay_there = items.size();
        going_to_sleep.count_down();
        item_came.wait(lock);  // WRONG: does not look whether an item is there already
    }};
    {
        std::lock_guard lock{mutex};
        items.push_back("000007");
    }
    item_came.notify_one();  // nobody waits yet
    notified.count_down();

    going_to_sleep.wait();
    std::unique_lock lock{mutex};  // ours only once the consumer sleeps
    const auto result = lay_there;
    lock.unlock();
    item_came
        .notify_one();  // the way out of this demonstration; a program would hang here
    return result;
}

}  // namespace lockstep
