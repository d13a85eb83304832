// Wrong: it tells once and ends, and a camera that comes back is not seen.
// Verdict: assertion_failed, every failed read is told
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
            return;
        }
    }
}
