// Right: an empty batch is the sign of the end.
// Verdict: passed
#include <functional>
#include <vector>

#include "lessons/03_event_handshake/event.hpp"

using Batch = std::vector<int>;

struct Line {
    lockstep::Event full, empty;
    Batch batch;
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
    if (!line.batch.empty()) hand_over(line);
    line.full.set();
}

void pack(Line& line, const std::function<void(const Batch&)>& make_archive) {
    for (;;) {
        line.full.wait();
        line.full.clear();
        if (line.batch.empty()) return;
        make_archive(line.batch);
        line.batch.clear();
        line.empty.set();
    }
}
