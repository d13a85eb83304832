// Wrong: it tells the first failure only, and then is silent as before.
// Verdict: assertion_failed, every failed read is told
#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <utility>

// Lets time pass, unless a stop is requested.
void pause(std::chrono::milliseconds time, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any nobody_notifies;
    std::unique_lock lock{mutex};
    nobody_notifies.wait_for(lock, stop, time, [] { return false; });
}

// The camera's thread. Returns when a stop is requested.
void run_camera(const std::stop_token& stop, std::chrono::milliseconds retry,
                const std::function<std::string()>& read,
                const std::function<void(const std::string&)>& show) {
    bool told = false;
    while (!stop.stop_requested()) {
        try {
            show(read());
        } catch (const std::exception&) {
            if (!std::exchange(told, true)) show("no signal");
            pause(retry, stop);
        }
    }
}
