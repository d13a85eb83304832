// A notice board that many read. Who wants to write must not be overtaken by every reader
// who comes later. Starving has no end to be seen, so a bound is asked for: none
// overtake.
#include <condition_variable>
#include <mutex>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

class Board {
  public:
    explicit Board(bool writers_first) : writers_first_{writers_first} {}

    void read() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock,
                      [this] { return !writing_ && !(writers_first_ && writer_waits_); });
        if (writer_waits_) ++overtaken_;
        ++readers_;
        lock.unlock();  // here the reader reads
        lock.lock();
        --readers_;
        lock.unlock();
        changed_.notify_all();
    }
    void write() {
        std::unique_lock lock{mutex_};
        writer_waits_ = true;
        changed_.wait(lock, [this] { return readers_ == 0; });
        expect(overtaken_ == 0, "no reader who came later went first");
        writer_waits_ = false;
        writing_ = true;
        lock.unlock();  // here the writer writes
        lock.lock();
        writing_ = false;
        lock.unlock();
        changed_.notify_all();
    }

  private:
    const bool writers_first_;
    std::mutex mutex_;
    std::condition_variable changed_;  // of what follows, all guarded by mutex_
    int readers_ = 0;
    bool writing_ = false, writer_waits_ = false;
    int overtaken_ = 0;
};

void use(bool writers_first) {
    Board board{writers_first};
    std::jthread one{[&] { board.read(); }}, two{[&] { board.read(); }};
    board.write();
}

void wrong() {
    use(false);  // wrong: readers look only at who writes, not at who waits to
}

void right() {
    use(true);
}

}  // namespace

const Case starved_writer{"writer starved by readers", wrong, right,
                          ExplorerVerdict::assertion_failed,
                          "a waiting writer is overtaken by readers, without end"};

}  // namespace lockstep::cases
