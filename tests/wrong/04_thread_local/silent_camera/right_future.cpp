// Right: a future that becomes ready with the stop request.
// Verdict: passed
#include <chrono>
#include <exception>
#include <functional>
#include <future>
#include <stop_token>
#include <string>

// The camera's thread. Returns when a stop is requested.
void run_camera(const std::stop_token& stop, std::chrono::milliseconds retry,
                const std::function<std::string()>& read,
                const std::function<void(const std::string&)>& show) {
    std::promise<void> stopped;
    const auto end = stopped.get_future();
    const std::stop_callback tell{stop, [&] { stopped.set_value(); }};
    while (!stop.stop_requested()) {
        try {
            show(read());
        } catch (const std::exception&) {
            show("no signal");
            if (end.wait_for(retry) == std::future_status::ready) return;
        }
    }
}
