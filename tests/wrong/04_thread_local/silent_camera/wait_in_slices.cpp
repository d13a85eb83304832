// Wrong: ten times a second it looks whether to stop: late, and for nothing.
// Verdict: assertion_failed, a stop request ends the wait at once
#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>

void pause(std::chrono::milliseconds time, const std::stop_token& stop) {
    using namespace std::chrono_literals;
    std::mutex mutex;
    std::condition_variable nobody_notifies;
    const auto end = std::chrono::steady_clock::now() + time;
    while (!stop.stop_requested() && std::chrono::steady_clock::now() < end) {
        std::unique_lock lock{mutex};
        nobody_notifies.wait_for(lock, 100ms);
    }
}

// The camera's thread. Returns when a stop is requested.
void run_camera(const std::stop_token& stop, std::chrono::milliseconds retry,
                const std::function<std::string()>& read,
                const std::function<void(const std::string&)>& show) {
    while (!stop.stop_requested()) {
        try {
            show(read());
        } catch (const std::exception&) {
            show("no signal");
            pause(retry, stop);
        }
    }
}
