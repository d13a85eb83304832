// Wrong: it asks again and again whether the bell was rung.
// Verdict: busy_wait, the listener sleeps until the bell rings
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
    for (int ring = 1; ring <= 2; ++ring) {
        while (!bell.rung.is_set()) continue;
        bell.rung.clear();
        hear();
        bell.heard.set();
    }
}
