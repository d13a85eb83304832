// Right: the Event of lesson 03 waits for so much time, or for a stop.
// Verdict: passed
#include <chrono>
#include <exception>
#include <functional>
#include <stop_token>
#include <string>

#include "lessons/03_event_handshake/event.hpp"

// The camera's thread. Returns when a stop is requested.
void run_camera(const std::stop_token& stop, std::chrono::milliseconds retry,
                const std::function<std::string()>& read,
                const std::function<void(const std::string&)>& show) {
    while (!stop.stop_requested()) {
        try {
            show(read());
        } catch (const std::exception&) {
            show("no signal");
            if (lockstep::Event{}.wait_for(retry, stop)) return;
        }
    }
}
