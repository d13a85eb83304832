// A night watchman sleeps until there is an alarm. The end of his service is no alarm.
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

void wrong() {
    std::mutex mutex;
    std::condition_variable_any rang;
    bool alarm = false;  // guarded by mutex
    std::jthread watchman{[&](std::stop_token stop) {
        std::unique_lock lock{mutex};
        while (!stop.stop_requested() && !alarm)
            rang.wait(lock);  // wrong: a stop request does not wake it
    }};
}

void right() {
    std::mutex mutex;
    std::condition_variable_any rang;
    bool alarm = false;  // guarded by mutex
    std::jthread watchman{[&](std::stop_token stop) {
        std::unique_lock lock{mutex};
        rang.wait(lock, stop, [&] { return alarm; });
    }};
}

}  // namespace

const Case wait_without_stop_token{
    "jthread that waits without its stop_token", wrong, right, ExplorerVerdict::deadlock,
    "the wait must know the token, the loop is not enough"};

}  // namespace lockstep::cases
