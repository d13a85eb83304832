// The flag is atomic, so it needs no mutex? The waiter looks, and the flag comes before
// it sleeps.
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

struct Gate {
    std::mutex mutex;
    std::condition_variable moved;
    std::atomic<bool> open{false};

    void pass() {
        std::unique_lock lock{mutex};
        while (!open) moved.wait(lock);
    }
};

void wrong() {
    Gate gate;
    std::jthread car{[&] { gate.pass(); }};
    gate.open = true;  // wrong: between the car's look and its wait
    gate.moved.notify_one();
}

void right() {
    Gate gate;
    std::jthread car{[&] { gate.pass(); }};
    {
        std::scoped_lock lock{gate.mutex};  // nobody is between its look and its wait
        gate.open = true;
    }
    gate.moved.notify_one();
}

}  // namespace

const Case flag_outside_mutex{"flag set outside the mutex", wrong, right,
                              ExplorerVerdict::lost_wake_up,
                              "an atomic flag does not replace the mutex of the wait"};

}  // namespace lockstep::cases
