// Fault D01: the packer looks at a stop flag before it waits, and the last batch is lost.
//
// In the notes this went well 300 times out of 300. It depends on one moment: whether the
// converter raises the flag before or after the packer, done with a batch, looks at it.
// Here that moment is arranged with `flag_is_up`, so it fails every time.
#pragma once

#include <atomic>
#include <thread>

#include "lessons/03_event_handshake/event.hpp"

namespace lockstep::lost_tail {

struct Stations {
    Event batch_ready, batch_packed;
    int batch =
        0;  // the converter's until batch_ready is set, the packer's until batch_packed
    int packed = 0;  // the packer's
    std::atomic<bool> stop{false};
    Event flag_is_up;  // arranges the bad moment
};

inline void hand_over(Stations& line, int files) {
    line.batch = files;
    line.batch_ready.set();
    line.batch_packed.wait();
    line.batch_packed.clear();
}

// Five files, and a tail of two. Returns how many were packed.
inline int broken() {
    Stations line;
    std::jthread packer{[&line] {
        while (!line.stop) {  // wrong: the tail may be waiting although stop is up
            line.batch_ready.wait();
            line.batch_ready.clear();
            line.packed += line.batch;
            line.batch_packed.set();
            line.flag_is_up.wait();  // the bad moment: the packer is slow to look again
        }
    }};
    hand_over(line, 5);
    line.batch = 2;
    line.stop = true;
    line.batch_ready.set();
    line.flag_is_up.set();
    packer.join();
    return line.packed;
}

// The mend: wait first, and look afterwards whether that was the last one.
inline int mended() {
    Stations line;
    std::jthread packer{[&line] {
        for (bool last = false; !last;) {
            line.batch_ready.wait();
            line.batch_ready.clear();
            last = line.stop;  // changes hands with the batch
            line.packed += line.batch;
            line.batch_packed.set();
            if (!last) line.flag_is_up.wait();  // the same bad moment
        }
    }};
    hand_over(line, 5);
    line.stop = true;
    line.flag_is_up.set();
    hand_over(line, 2);
    packer.join();
    return line.packed;
}

}  // namespace lockstep::lost_tail
