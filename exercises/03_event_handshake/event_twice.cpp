// An Event stays set until somebody clears it. Five scenes, each with a new Event: how
// many of the waits come back? And a bell that is rung twice: the other side does
// rung.set(), heard.wait(), heard.clear(), and all of it once more.
// TODO: predict each scene (0 to 3) before you run it, then mend listen(): hear() once a
// ring. Read again: "The idea" in lessons/03_event_handshake/README.md.
#include <functional>

#include "lessons/03_event_handshake/event.hpp"

// In one thread, one after the other. A wait that never comes back counts as none.
constexpr int scene_1 = -1;  // set, wait, wait
constexpr int scene_2 = -1;  // set, wait, clear, wait
constexpr int scene_3 = -1;  // set, clear, wait
constexpr int scene_4 = -1;  // set, set, wait, clear, wait
// Three threads wait, a fourth calls set.
constexpr int scene_5 = -1;

struct Bell {
    lockstep::Event rung, heard;
};

// Hears two rings, and goes home.
void listen(Bell& bell, const std::function<void()>& hear) {
    for (int ring = 1; ring <= 2; ++ring) {
        bell.rung.wait();
        hear();
        bell.heard.set();
    }
}
