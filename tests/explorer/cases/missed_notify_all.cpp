// Two runners wait for one starting shot, and only one is told of it.
#include <condition_variable>
#include <mutex>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

struct Race {
    std::mutex mutex;
    std::condition_variable shot;
    bool started = false;  // guarded by mutex

    void run() {
        std::unique_lock lock{mutex};
        shot.wait(lock, [this] { return started; });
    }
    void start() {
        std::scoped_lock lock{mutex};
        started = true;
    }
};

void wrong() {
    Race race;
    std::jthread one{[&] { race.run(); }}, two{[&] { race.run(); }};
    race.start();
    race.shot.notify_one();  // wrong: both may be waiting
}

void right() {
    Race race;
    std::jthread one{[&] { race.run(); }}, two{[&] { race.run(); }};
    race.start();
    race.shot.notify_all();
}

}  // namespace

const Case missed_notify_all{"missed notify_all", wrong, right, ExplorerVerdict::deadlock,
                             "what everybody waits for must be told to everybody"};

}  // namespace lockstep::cases
