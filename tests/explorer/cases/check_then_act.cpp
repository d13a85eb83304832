// The last seat of a train is sold twice: between the look and the sale, another sale.
#include <mutex>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

class Train {
  public:
    bool has_room() {
        std::scoped_lock lock{mutex_};
        return free_ > 0;
    }
    void sell() {
        std::scoped_lock lock{mutex_};
        expect(--free_ >= 0, "no seat is sold twice");
    }
    bool sell_if_room() {
        std::scoped_lock lock{mutex_};
        if (free_ == 0) return false;
        --free_;
        return true;
    }

  private:
    std::mutex mutex_;
    int free_ = 1;  // guarded by mutex_
};

void wrong() {
    Train train;
    const auto book = [&] {
        if (train.has_room()) train.sell();  // wrong: each is guarded, the pair is not
    };
    std::jthread one{book}, two{book};
}

void right() {
    Train train;
    const auto book = [&] { train.sell_if_room(); };
    std::jthread one{book}, two{book};
}

}  // namespace

const Case check_then_act{"check-then-act", wrong, right,
                          ExplorerVerdict::assertion_failed,
                          "look and act under one lock, or the answer is old"};

}  // namespace lockstep::cases
