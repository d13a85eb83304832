// Fault D05: the converter is a daemon and the packer is not. A daemon may be cut off at
// any moment, so the packer, whom the program waits for, waits for a signal that nobody
// will send.
//
// C++ has no daemon threads; the same happens when the thread that must signal ends
// without a word.
#pragma once

#include <stop_token>
#include <thread>

#include "lessons/03_event_handshake/event.hpp"
#include "lessons/03_event_handshake/handshake.hpp"

namespace lockstep::wrong_daemon {

enum class End { by_itself, only_when_stopped };

// The converter hands one batch over and is then gone. How did the packer end?
inline End broken() {
    Event batch_ready, batch_packed;
    End end = End::by_itself;
    std::jthread packer{[&](const std::stop_token& stop) {
        while (batch_ready.wait(stop)) {
            batch_ready.clear();
            batch_packed.set();
        }
        end = End::only_when_stopped;  // the loop has no other way out
    }};
    std::jthread converter{[&] {
        batch_ready.set();
        batch_packed.wait();
    }};  // wrong: gone, and never said that there will be nothing more
    converter.join();
    packer.request_stop();  // without this, the program would never end
    packer.join();
    return end;
}

// The mend: the end is part of the conversation.
inline End mended() {
    Handshake<int> handshake;
    End end = End::only_when_stopped;
    std::jthread packer{[&] {
        while (handshake.take()) handshake.done();
        end = End::by_itself;
    }};
    std::jthread converter{[&] {
        handshake.hand_over(5);
        handshake.finish();
    }};
    converter.join();
    packer.join();
    return end;
}

}  // namespace lockstep::wrong_daemon
