// Wrong: the packer asks again and again whether there is a batch.
// Verdict: busy_wait, the packer sleeps while it waits
#include <atomic>
#include <vector>

#include "lessons/03_event_handshake/event.hpp"

struct Line {
    std::atomic<int> batch{0};  // files, -1: the end
};

void pack(Line& line, std::vector<int>& archives) {
    for (;;) {
        const int files = line.batch.exchange(0);
        if (files < 0) return;
        if (files > 0) archives.push_back(files);
    }
}

void hand_over(Line& line, int files) {
    int none = 0;
    while (!line.batch.compare_exchange_weak(none, files)) none = 0;
}

void convert(Line& line, int files) {
    for (; files >= 3; files -= 3) hand_over(line, 3);
    if (files > 0) hand_over(line, files);
    hand_over(line, -1);
}
