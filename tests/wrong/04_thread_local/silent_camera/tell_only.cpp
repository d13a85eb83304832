// Wrong: it tells, and still asks again and again as fast as it can.
// Verdict: assertion_failed, the next try comes when its time has come
#include <chrono>
#include <exception>
#include <functional>
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
            show("no signal");
        }
    }
}
