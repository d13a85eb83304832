// The converter makes a batch, hands it to the packer, and makes the next one while the
// packer packs. next() makes a batch and says how many files it has, 0 is the end. It can
// throw: then there is no further batch. But the packer waits on, and run() never ends.
// TODO: make it end by itself, however the converter ends. All that was handed over is
// packed first, and what next() threw comes out of run(). pack() does not throw.
// Read again: "Why it is correct" in lessons/03_event_handshake/README.md.
#include <functional>
#include <thread>

#include "lessons/03_event_handshake/event.hpp"

struct Line {
    lockstep::Event batch_ready, batch_packed;
    int batch = 0;  // files; the packer's from batch_ready to batch_packed
};

void run(const std::function<int()>& next, const std::function<void(int)>& pack) {
    Line line;
    line.batch_packed.set();  // there is nothing to wait for yet
    std::jthread packer{[&] {
        for (;;) {
            line.batch_ready.wait();
            line.batch_ready.clear();
            pack(line.batch);
            line.batch_packed.set();
        }
    }};
    while (const int files = next()) {
        line.batch_packed.wait();
        line.batch_packed.clear();
        line.batch = files;
        line.batch_ready.set();
    }
}
