// Wrong: only one kind of exception ends the packer.
// Verdict: deadlock, what next throws comes out as it was thrown
#include <functional>
#include <stdexcept>
#include <thread>

#include "lessons/03_event_handshake/event.hpp"

struct Line {
    lockstep::Event batch_ready, batch_packed;
    int batch = 0;  // 0: the end
};

void run(const std::function<int()>& next, const std::function<void(int)>& pack) {
    Line line;
    line.batch_packed.set();  // there is nothing to wait for yet
    std::jthread packer{[&] {
        for (;;) {
            line.batch_ready.wait();
            line.batch_ready.clear();
            if (line.batch == 0) return;
            pack(line.batch);
            line.batch_packed.set();
        }
    }};
    const auto hand_over = [&](int files) {
        line.batch_packed.wait();
        line.batch_packed.clear();
        line.batch = files;
        line.batch_ready.set();
    };
    try {
        while (const int files = next()) hand_over(files);
    } catch (const std::runtime_error&) {
        hand_over(0);
        throw;
    }
    hand_over(0);
}
