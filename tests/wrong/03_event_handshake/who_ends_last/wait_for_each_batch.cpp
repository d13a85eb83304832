// Wrong: the converter waits until each batch is packed.
// Verdict: deadlock, the converter goes on while the packer packs
#include <functional>
#include <thread>

#include "lessons/03_event_handshake/event.hpp"

struct Line {
    lockstep::Event batch_ready, batch_packed;
    int batch = 0;  // files, 0: the end; the packer's from batch_ready to batch_packed

    void hand_over(int files) {
        batch = files;
        batch_ready.set();
        if (files == 0) return;
        batch_packed.wait();
        batch_packed.clear();
    }
};

struct TellTheEnd {
    Line& line;
    ~TellTheEnd() { line.hand_over(0); }
};

void run(const std::function<int()>& next, const std::function<void(int)>& pack) {
    Line line;
    std::jthread packer{[&] {
        for (;;) {
            line.batch_ready.wait();
            line.batch_ready.clear();
            if (line.batch == 0) return;
            pack(line.batch);
            line.batch_packed.set();
        }
    }};
    const TellTheEnd at_the_end{line};
    while (const int files = next()) line.hand_over(files);
}
