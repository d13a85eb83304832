// Wrong: every file is a batch of its own; none is lost, but there are too many archives.
// Verdict: assertion_failed, no archive holds more than a batch or nothing at all
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
    for (; files >= 1; files -= 1) {
        line.batch = 1;
        line.batch_ready.set();
        line.batch_packed.wait();
        line.batch_packed.clear();
    }
    line.batch = files;
    line.last = true;
    line.batch_ready.set();
}
