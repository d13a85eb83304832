// The situations of stairs 4, 5 and 7 once more, on queues that wait and end as they
// should.
#pragma once

#include <atomic>
#include <latch>
#include <string>
#include <thread>

#include "lessons/02_queue/stairs/5_woken_for_nothing.hpp"
#include "lessons/02_queue/stairs/6_waiting_with_predicate.hpp"
#include "lessons/02_queue/stairs/8_queue_that_closes.hpp"

namespace lockstep {

// Stair 4: the notify is over before the consumer comes.
inline bool late_consumer_gets_its_item() {
    WaitingQueue<std::string> queue;
    queue.push("000007");
    std::string taken;
    std::jthread{[&] { taken = queue.pop(); }}.join();
    return taken == "000007";
}

// Stair 5: two consumers, and the second item comes only when the first is taken.
inline Served two_consumers_two_items() {
    WaitingQueue<std::string> queue;
    std::atomic<int> served = 0;
    std::latch first_is_served{1};
    auto consume = [&] {
        if (queue.pop().empty()) return;
        if (++served == 1) first_is_served.count_down();
    };
    {
        std::jthread first{consume};
        std::jthread second{consume};
        queue.push("000007");
        first_is_served.wait();
        queue.push("000008");
    }
    return {served, 2 - served};
}

// Stair 7: how many of two consumers learn that a closed queue has ended.
inline int two_consumers_see_the_close() {
    ClosingQueue<std::string> queue;
    std::atomic<int> ended = 0;
    auto consume = [&] {
        while (queue.pop()) {
        }
        ++ended;
    };
    {
        std::jthread first{consume};
        std::jthread second{consume};
        for (auto id : {"000001", "000002", "000003"}) (void)queue.push(id);
        queue.close();
    }
    return ended;
}

}  // namespace lockstep
