// One thread waits for an item of another by asking again and again: right, but it burns
// a core.
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace lockstep {

struct Polled {
    std::string item;
    long questions = 0;  // how often the consumer asked before there was an answer
};

// make_item may take its time; it is told how often the consumer has asked so far.
inline Polled
wait_by_polling(const std::function<std::string(std::function<long()>)>& make_item) {
    std::mutex mutex;
    std::deque<std::string> items;  // guarded by mutex
    Polled result;                  // guarded by mutex

    std::jthread producer{[&] {
        auto item = make_item([&] {
            std::lock_guard lock{mutex};
            return result.questions;
        });
        std::lock_guard lock{mutex};
        items.push_back(std::move(item));
    }};
    while (true) {
        std::lock_guard lock{mutex};
        ++result.questions;
        if (items.empty()) continue;  // unlocks, and asks again at once
        result.item = std::move(items.front());
        return result;
    }
}

}  // namespace lockstep
