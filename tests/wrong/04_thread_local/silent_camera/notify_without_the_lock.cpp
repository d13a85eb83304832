// Wrong: the stop can come between the look and the wait; its signal is lost.
// Verdict: assertion_failed, a stop request ends the wait at once
#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>

void pause(std::chrono::milliseconds time, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable stopped;
    const std::stop_callback tell{stop, [&] { stopped.notify_all(); }};
    std::unique_lock lock{mutex};
    stopped.wait_for(lock, time, [&] { return stop.stop_requested(); });
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
