// The packer's loop had no way out. Nobody may cut it off either: it may have a batch. So
// the end comes as a batch of 0 files, after the last one is packed. A guard hands it
// over, because the converter leaves in two ways; it stands after the packer, so it is
// gone, and the end is told, before the packer is joined.
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
    const TellTheEnd at_the_end{line};
    while (const int files = next()) line.hand_over(files);
}
