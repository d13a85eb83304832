// Wrong: it waits after every picture, also when the camera works.
// Verdict: assertion_failed, the next try comes when its time has come
#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>

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
    while (!stop.stop_requested()) {
        try {
            show(read());
        } catch (const std::exception&) {
            show("no signal");
        }
        pause(retry, stop);
    }
}
