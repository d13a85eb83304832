// Right: the stop token of the jthread ends a wait only without a batch.
// Verdict: passed
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
    std::jthread packer{[&](const std::stop_token& stop) {
        while (line.batch_ready.wait(stop)) {
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
