// Wrong: the converter runs on, and overwrites a batch that is not packed yet.
// Verdict: assertion_failed, every file is in an archive
#include <vector>

#include "lessons/03_event_handshake/event.hpp"

struct Line {
    lockstep::Event batch_ready, batch_packed;
    int batch = 0;      // files; the packer's from batch_ready to batch_packed
    bool last = false;  // changes hands with the batch
};

void pack(Line& line, std::vector<int>& archives) {
    for (bool last = false; !last;) {
        line.batch_ready.wait();
        line.batch_ready.clear();
        if (line.batch > 0) archives.push_back(line.batch);
        last = line.last;
        line.batch_packed.set();
    }
}

void convert(Line& line, int files) {
    for (; files >= 3; files -= 3) {
        line.batch = 3;
        line.batch_ready.set();
    }
    line.batch = files;
    line.last = true;
    line.batch_ready.set();
}
