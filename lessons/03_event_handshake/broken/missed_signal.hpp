// Fault D04: clear() straight after set(). A thread that has not come to its wait yet
// misses the signal, and waits for one that does not come again.
#pragma once

#include <stop_token>
#include <thread>

#include "lessons/03_event_handshake/event.hpp"

namespace lockstep::missed_signal {

// Both return whether the waiter got the signal. The waiter arrives late every time: it
// waits for `too_late` first. So that the program can end, the missed wait is ended by a
// stop request.
inline bool broken() {
    Event signal, too_late;
    bool received = false;
    std::jthread waiter{[&](const std::stop_token& stop) {
        too_late.wait();
        received = signal.wait(stop);
    }};
    signal.set();
    signal.clear();  // wrong: whoever sets cannot know that everybody has seen it
    too_late.set();
    waiter.request_stop();
    waiter.join();
    return received;
}

// The mend: the waiter clears, after its wait.
inline bool mended() {
    Event signal, too_late;
    bool received = false;
    std::jthread waiter{[&](const std::stop_token& stop) {
        too_late.wait();
        received = signal.wait(stop);
        signal.clear();
    }};
    signal.set();
    too_late.set();
    waiter.join();
    return received;
}

}  // namespace lockstep::missed_signal
