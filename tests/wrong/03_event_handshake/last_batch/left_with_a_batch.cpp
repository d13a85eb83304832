// Wrong: after its wait the packer leaves, without the batch that came with the end.
// Verdict: assertion_failed, every file is in an archive
#include <atomic>
#include <vector>

#include "lessons/03_event_handshake/event.hpp"

struct Line {
    lockstep::Event batch_ready, batch_packed;
    int batch = 0;  // files; the packer's from batch_ready to batch_packed
    std::atomic<bool> stop{false};
};

// The packer's thread. Each archive is noted with the number of files in it.
void pack(Line& line, std::vector<int>& archives) {
    for (;;) {
        line.batch_ready.wait();
        line.batch_ready.clear();
        if (line.stop) return;
        if (line.batch > 0) archives.push_back(line.batch);
        line.batch_packed.set();
    }
}

// The converter's thread. There is no archive without a file in it.
void convert(Line& line, int files) {
    for (; files >= 3; files -= 3) {
        line.batch = 3;
        line.batch_ready.set();
        line.batch_packed.wait();
        line.batch_packed.clear();
    }
    line.batch = files;
    line.stop = true;
    line.batch_ready.set();
}
