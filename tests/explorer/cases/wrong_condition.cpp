// A shelf with one place: who puts tells those who wait for room, not those who wait for
// goods.
#include <condition_variable>
#include <mutex>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

struct Shelf {
    std::mutex mutex;
    std::condition_variable room, goods;
    bool full = false;  // guarded by mutex

    void put(std::condition_variable& told) {
        std::unique_lock lock{mutex};
        room.wait(lock, [this] { return !full; });
        full = true;
        lock.unlock();
        told.notify_one();
    }
    void take() {
        std::unique_lock lock{mutex};
        goods.wait(lock, [this] { return full; });
        full = false;
        lock.unlock();
        room.notify_one();
    }
};

void wrong() {
    Shelf shelf;
    std::jthread buyer{[&] { shelf.take(); }};
    shelf.put(shelf.room);  // wrong: the buyer waits for goods
}

void right() {
    Shelf shelf;
    std::jthread buyer{[&] { shelf.take(); }};
    shelf.put(shelf.goods);
}

}  // namespace

const Case wrong_condition{
    "wrong condition variable notified", wrong, right, ExplorerVerdict::deadlock,
    "of two condition variables, notify the one that is waited on"};

}  // namespace lockstep::cases
