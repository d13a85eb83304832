// Wrong: the viewers look at the old picture until the wait is over.
// Verdict: assertion_failed, a failed read is told before the wait
#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>

// The camera's thread. Returns when a stop is requested.
void run_camera(const std::stop_token& stop, std::chrono::milliseconds retry,
                const std::function<std::string()>& read,
                const std::function<void(const std::string&)>& show) {
    while (!stop.stop_requested()) {
        try {
            show(read());
        } catch (const std::exception&) {
            std::mutex mutex;
            std::condition_variable_any never;
            std::unique_lock lock{mutex};
            never.wait_for(lock, stop, retry, [] { return false; });
            show("no signal");
        }
    }
}
