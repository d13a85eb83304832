// Right: the handshake of the lesson as a class.
// Verdict: passed
#include <vector>

#include "lessons/03_event_handshake/handshake.hpp"

struct Line {
    lockstep::Handshake<int> batches;
};

void pack(Line& line, std::vector<int>& archives) {
    while (const auto files = line.batches.take()) {
        archives.push_back(*files);
        line.batches.done();
    }
}

void convert(Line& line, int files) {
    for (; files >= 3; files -= 3) line.batches.hand_over(3);
    if (files > 0) line.batches.hand_over(files);
    line.batches.finish();
}
