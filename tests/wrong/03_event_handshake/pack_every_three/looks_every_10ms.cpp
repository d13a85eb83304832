// Wrong: each looks again every ten milliseconds whether it is its turn.
// Verdict: forbidden, wait_for
#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

#include "lessons/03_event_handshake/event.hpp"

using namespace std;

using Batch = std::vector<int>;  // the numbers of files

struct Line {
    lockstep::Event full;   // set by the converter: the batch is the packer's
    lockstep::Event empty;  // set by the packer: the batch is the converter's again
    Batch batch;

    enum class Turn { converter, packer };
    std::mutex mutex;
    std::condition_variable changed;
    Turn turn = Turn::converter;  // guarded by mutex; the batch is that one's
    bool ended = false;           // guarded by mutex

    void give_to(Turn next, bool end = false) {
        const std::lock_guard lock{mutex};
        turn = next;
        ended = ended || end;
    }
    // False: that was the last turn.
    bool wait_until_turn(Turn mine) {
        std::unique_lock lock{mutex};
        while (turn != mine) changed.wait_for(lock, 10ms);
        return !ended;
    }
};

// Writes the files 1, 2, 3 ... up to the last one.
void convert(Line& line, int last_file, const std::function<void(int)>& write) {
    int file = 0;
    while (file < last_file) {
        for (int i = 0; i < 3 && file < last_file; ++i) {
            write(++file);
            line.batch.push_back(file);
        }
        line.give_to(Line::Turn::packer);
        line.wait_until_turn(Line::Turn::converter);
    }
    line.give_to(Line::Turn::packer, true);
}

void pack(Line& line, const std::function<void(const Batch&)>& make_archive) {
    while (line.wait_until_turn(Line::Turn::packer)) {
        make_archive(line.batch);
        line.batch.clear();
        line.give_to(Line::Turn::converter);
    }
}
