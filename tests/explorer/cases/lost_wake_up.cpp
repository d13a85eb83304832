// A cook rings the bell once. A waiter who comes later waits for a bell that has rung.
#include <condition_variable>
#include <mutex>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

void wrong() {
    std::mutex mutex;
    std::condition_variable bell;
    std::jthread waiter{[&] {
        std::unique_lock lock{mutex};
        bell.wait(lock);  // wrong: asks nobody whether the dish is there already
    }};
    bell.notify_one();
}

void right() {
    std::mutex mutex;
    std::condition_variable bell;
    bool dish_is_ready = false;  // guarded by mutex
    std::jthread waiter{[&] {
        std::unique_lock lock{mutex};
        bell.wait(lock, [&] { return dish_is_ready; });
    }};
    {
        std::scoped_lock lock{mutex};
        dish_is_ready = true;
    }
    bell.notify_one();
}

}  // namespace

const Case lost_wake_up{"lost wake-up", wrong, right, ExplorerVerdict::lost_wake_up,
                        "a wait without a condition misses the notify that came before"};

}  // namespace lockstep::cases
