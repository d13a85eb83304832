// Each side sets its own event, and clears the one that it waits for, after its wait. The
// batch belongs to one of them at any time, so it needs no lock. The end is handed over
// in the same way: whether it was the last batch is looked at after the wait, never
// before.
#include <functional>
#include <vector>

#include "lessons/03_event_handshake/event.hpp"

using Batch = std::vector<int>;

struct Line {
    lockstep::Event full;   // set by the converter: the batch is the packer's
    lockstep::Event empty;  // set by the packer: the batch is the converter's again
    Batch batch;
    bool last = false;  // changes hands with the batch
};

void hand_over(Line& line) {
    line.full.set();
    line.empty.wait();
    line.empty.clear();
}

void convert(Line& line, int last_file, const std::function<void(int)>& write) {
    for (int file = 1; file <= last_file; ++file) {
        write(file);
        line.batch.push_back(file);
        if (line.batch.size() == 3) hand_over(line);
    }
    line.last = true;
    hand_over(line);  // what is left, even if it is nothing
}

void pack(Line& line, const std::function<void(const Batch&)>& make_archive) {
    for (bool last = false; !last;) {
        line.full.wait();
        line.full.clear();
        if (!line.batch.empty()) make_archive(line.batch);
        line.batch.clear();
        last = line.last;
        line.empty.set();
    }
}
