// Right: the two rounds stand one beneath the other.
// Verdict: passed
#include <functional>

#include "lessons/03_event_handshake/event.hpp"

constexpr int scene_1 = 2;  // set, wait, wait
constexpr int scene_2 = 1;  // set, wait, clear, wait
constexpr int scene_3 = 0;  // set, clear, wait
constexpr int scene_4 = 1;  // set, set, wait, clear, wait
constexpr int scene_5 = 3;  // three threads wait, a fourth calls set

struct Bell {
    lockstep::Event rung, heard;
};

void listen(Bell& bell, const std::function<void()>& hear) {
    bell.rung.wait();
    bell.rung.clear();
    hear();
    bell.heard.set();
    bell.rung.wait();
    bell.rung.clear();
    hear();
    bell.heard.set();
}
