// D04 of the source notes: the bell is switched on and off at once, and who comes a
// moment later has not heard it.
#include <thread>

#include "lessons/03_event_handshake/event.hpp"
#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

void wrong() {
    Event bell;
    std::jthread pupil{[&] { bell.wait(); }};
    bell.set();
    bell.clear();  // wrong: the pupil may not have begun to wait
}

void right() {
    Event bell;
    std::jthread pupil{[&] {
        bell.wait();
        bell.clear();  // by the one who has heard it
    }};
    bell.set();
}

}  // namespace

const Case set_then_clear{"set, then clear at once (D04)", wrong, right,
                          ExplorerVerdict::deadlock,
                          "a signal is taken back by who has received it"};

}  // namespace lockstep::cases
