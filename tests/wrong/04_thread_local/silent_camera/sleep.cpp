// Wrong: a sleep is no busy loop, but nothing ends it before its time.
// Verdict: forbidden, sleep_for
#include <chrono>
#include <exception>
#include <functional>
#include <stop_token>
#include <string>
#include <thread>

// The camera's thread. Returns when a stop is requested.
void run_camera(const std::stop_token& stop, std::chrono::milliseconds retry,
                const std::function<std::string()>& read,
                const std::function<void(const std::string&)>& show) {
    while (!stop.stop_requested()) {
        try {
            show(read());
        } catch (const std::exception&) {
            show("no signal");
            std::this_thread::sleep_for(retry);
        }
    }
}
