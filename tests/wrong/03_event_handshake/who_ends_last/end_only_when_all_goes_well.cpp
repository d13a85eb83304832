// Wrong: the end is told only when nothing was thrown.
// Verdict: deadlock, it ends when the converter fails
#include <functional>
#include <thread>

#include "lessons/03_event_handshake/event.hpp"

struct Line {
    lockstep::Event batch_ready, batch_packed;
    int batch = 0;  // files, 0: the end; the packer's from batch_ready to batch_packed

    void hand_over(int files) {
        batch_packed.wait();
        batch_packed.clear();
        batch = files;
        batch_ready.set();
    }
};

struct TellTheEnd {
    Line& line;
    ~TellTheEnd() { line.hand_over(0); }
};

void run(const std::function<int()>& next, const std::function<void(int)>& pack) {
    Line line;
    line.batch_packed.set();
    std::jthread packer{[&] {
        for (;;) {
            line.batch_ready.wait();
            line.batch_ready.clear();
            if (line.batch == 0) return;
            pack(line.batch);
            line.batch_packed.set();
        }
    }};
    while (const int files = next()) line.hand_over(files);
    line.hand_over(0);
}
