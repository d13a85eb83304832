// Right: the handshake of the lesson as a class.
// Verdict: passed
#include <functional>
#include <utility>
#include <vector>

#include "lessons/03_event_handshake/handshake.hpp"

using Batch = std::vector<int>;

struct Line {
    lockstep::Handshake<Batch> turns;
};

void convert(Line& line, int last_file, const std::function<void(int)>& write) {
    Batch batch;
    for (int file = 1; file <= last_file; ++file) {
        write(file);
        batch.push_back(file);
        if (batch.size() == 3) line.turns.hand_over(std::exchange(batch, {}));
    }
    if (!batch.empty()) line.turns.hand_over(std::move(batch));
    line.turns.finish();
}

void pack(Line& line, const std::function<void(const Batch&)>& make_archive) {
    while (const auto batch = line.turns.take()) {
        make_archive(*batch);
        line.turns.done();
    }
}
