// D01 of the source notes: the packer looks at a stop flag before it waits, and the last
// batch is lost. In the notes it went well 300 times out of 300.
#include <atomic>
#include <thread>

#include "lessons/03_event_handshake/event.hpp"
#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

struct Stations {
    Event batch_ready, batch_packed;
    // The converter's until batch_ready is set, the packer's until batch_packed is.
    int batch = 0, packed = 0;
    std::atomic<bool> stop{false};

    void pack() {
        batch_ready.wait();
        batch_ready.clear();
        packed += batch;
        batch_packed.set();
    }
    void hand_over(int files) {
        batch = files;
        batch_ready.set();
        batch_packed.wait();
        batch_packed.clear();
    }
};

void wrong() {
    Stations line;
    std::jthread packer{[&] {
        while (!line.stop)
            line.pack();  // wrong: the tail may be there although stop is up
    }};
    line.hand_over(5);
    line.batch = 2;
    line.stop = true;
    line.batch_ready.set();
    packer.join();
    expect(line.packed == 7, "the last batch is packed too");
}

void right() {
    Stations line;
    std::jthread packer{[&] {
        for (bool last = false; !last;) {
            line.batch_ready.wait();
            last = line.stop;  // changes hands with the batch
            line.pack();
        }
    }};
    line.hand_over(5);
    line.stop = true;
    line.hand_over(2);
    packer.join();
    expect(line.packed == 7, "the last batch is packed too");
}

}  // namespace

const Case lost_tail{"the lost tail (D01)", wrong, right,
                     ExplorerVerdict::assertion_failed,
                     "a flag beside the conversation comes too early for the last batch"};

}  // namespace lockstep::cases
