// Wrong: the second wait is twice as long as was asked for.
// Verdict: assertion_failed, the next try comes when its time has come
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
    std::mutex mutex;
    std::condition_variable_any never;
    auto pause = retry;
    while (!stop.stop_requested()) {
        try {
            show(read());
            pause = retry;
        } catch (const std::exception&) {
            show("no signal");
            std::unique_lock lock{mutex};
            never.wait_for(lock, stop, pause, [] { return false; });
            pause *= 2;
        }
    }
}
