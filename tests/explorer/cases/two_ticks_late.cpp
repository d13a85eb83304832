// D07 of the source notes: a clock flips one bit at each tick. Who sleeps through two
// ticks finds the bit as it was.
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

class Clock {
  public:
    explicit Clock(int hands) : hands_{hands} {}

    void tick() {
        std::scoped_lock lock{mutex_};
        ticks_ = (ticks_ + 1) % hands_;
        ticked_.notify_all();
    }
    void wait_for_a_tick() {
        std::unique_lock lock{mutex_};
        ticked_.wait(lock, [this] { return ticks_ != 0; });
    }

  private:
    const int hands_;  // 2: only one bit of the number is kept
    std::mutex mutex_;
    std::condition_variable ticked_;  // ticks_ changed
    int ticks_ = 0;                   // guarded by mutex_
};

void tick_twice(int hands) {
    const auto clock = std::make_unique<Clock>(hands);
    std::jthread sleeper{[&] { clock->wait_for_a_tick(); }};
    clock->tick();
    clock->tick();
}

void wrong() {
    tick_twice(2);  // wrong: 0, 1, 0
}

void right() {
    tick_twice(1'000'000);
}

}  // namespace

const Case two_ticks_late{"two ticks late (D07)", wrong, right, ExplorerVerdict::deadlock,
                          "a bit that is flipped twice has not changed: count"};

}  // namespace lockstep::cases
