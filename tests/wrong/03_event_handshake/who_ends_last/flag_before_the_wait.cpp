// Wrong: the packer looks at a flag and then waits for ever.
// Verdict: deadlock, it ends when all is packed
#include <atomic>
#include <functional>
#include <thread>

#include "lessons/03_event_handshake/event.hpp"

struct Line {
    lockstep::Event batch_ready, batch_packed;
    std::atomic<bool> over{false};
    int batch = 0;  // files; the packer's from batch_ready to batch_packed
};

struct TellTheEnd {
    Line& line;
    ~TellTheEnd() { line.over = true; }
};

void run(const std::function<int()>& next, const std::function<void(int)>& pack) {
    Line line;
    line.batch_packed.set();  // there is nothing to wait for yet
    std::jthread packer{[&] {
        while (!line.over) {
            line.batch_ready.wait();
            line.batch_ready.clear();
            pack(line.batch);
            line.batch_packed.set();
        }
    }};
    const TellTheEnd at_the_end{line};
    while (const int files = next()) {
        line.batch_packed.wait();
        line.batch_packed.clear();
        line.batch = files;
        line.batch_ready.set();
    }
}
