// A camera's thread reads picture after picture and shows each. When the cable is pulled,
// read() throws. Then one core is busy, the viewers look at an old picture, and nobody is
// told: the thread asks the camera again and again, as fast as it can.
// TODO: make it tell, and wait. After each failed read show "no signal", and wait `retry`
// before the next. A stop request ends the thread at once, also in the middle of a wait.
// Read again: "Why it is correct", on trouble, in lessons/04_thread_local/README.md.
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
            // It may work next time.
        }
    }
}
