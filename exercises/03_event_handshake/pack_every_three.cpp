// Two threads take turns. The converter writes file after file, always three of them,
// then it is the packer's turn: it makes an archive of these three, and the converter
// waits. What is left in the end is packed too, and there is no archive without a file.
// TODO: fill in their conversation. Add what you need to Line; both functions are called
// once, each in a thread of its own, and end by themselves.
// Read again: "The idea" and "The code" in lessons/03_event_handshake/README.md.
#include <functional>
#include <vector>

#include "lessons/03_event_handshake/event.hpp"

using Batch = std::vector<int>;  // the numbers of files

struct Line {
    lockstep::Event full;   // set by the converter: the batch is the packer's
    lockstep::Event empty;  // set by the packer: the batch is the converter's again
    Batch batch;
};

// Writes the files 1, 2, 3 ... up to the last one.
void convert(Line& line, int last_file, const std::function<void(int)>& write) {
    for (int file = 1; file <= last_file; ++file) {
        write(file);
        line.batch.push_back(file);
    }
}

void pack(Line& line, const std::function<void(const Batch&)>& make_archive) {
    if (!line.batch.empty()) make_archive(line.batch);
}
