// Two dancers meet after each figure. The fast one comes to the next meeting before the
// slow one has left the first.
#include <condition_variable>
#include <mutex>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

// Works once.
class SingleUseBarrier {
  public:
    void arrive_and_wait() {
        std::unique_lock lock{mutex_};
        ++arrived_;
        changed_.notify_all();
        // wrong: when the fast one has come again the number is odd again
        changed_.wait(lock, [this] { return arrived_ % 2 == 0; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;  // arrived_ grew
    int arrived_ = 0;                  // guarded by mutex_
};

class Barrier {
  public:
    void arrive_and_wait() {
        std::unique_lock lock{mutex_};
        const int meeting = arrived_++ / 2;
        changed_.notify_all();
        changed_.wait(lock, [&] { return arrived_ / 2 > meeting; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;  // arrived_ grew
    int arrived_ = 0;                  // guarded by mutex_
};

template <class Meeting>
void dance() {
    Meeting meeting;
    const auto twice = [&] {
        meeting.arrive_and_wait();
        meeting.arrive_and_wait();
    };
    std::jthread partner{twice};
    twice();
}

}  // namespace

const Case single_use_barrier{"reusable barrier that is not", dance<SingleUseBarrier>,
                              dance<Barrier>, ExplorerVerdict::deadlock,
                              "a waiter asks for its own meeting, not for the latest"};

}  // namespace lockstep::cases
