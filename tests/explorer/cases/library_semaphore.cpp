// A right program that can hang: the fault is in libstdc++ 12 (GCC bugs 104928 and
// 98033).
//
// Its acquire() reads the count, asks for a permit for a while, and then sleeps on the
// count that it has read at the beginning. Meanwhile the count may have gone down and up
// again, and it sleeps although there is a permit. Nobody wakes it: release() saw no
// sleeper. It needs four interferences here.
#include <condition_variable>
#include <mutex>
#include <semaphore>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

// Its twin of a mutex and a condition variable.
class Semaphore {
  public:
    explicit Semaphore(int permits) : permits_{permits} {}

    void acquire() {
        std::unique_lock lock{mutex_};
        released_.wait(lock, [this] { return permits_ > 0; });
        --permits_;
    }
    void release() {
        {
            std::scoped_lock lock{mutex_};
            ++permits_;
        }
        released_.notify_one();
    }

  private:
    std::mutex mutex_;
    std::condition_variable released_;  // permits_ grew
    int permits_;                       // guarded by mutex_
};

template <class OneAtATime>
void count_two() {
    OneAtATime permit{1};
    int visitors = 0;  // guarded by permit
    {
        const auto count = [&] {
            permit.acquire();
            ++visitors;
            permit.release();
        };
        std::jthread one{count}, two{count};
    }
    expect(visitors == 2, "both have been counted");
}

}  // namespace

const Case library_semaphore{
    "std::binary_semaphore of libstdc++ 12",
    count_two<std::binary_semaphore>,
    count_two<Semaphore>,
    ExplorerVerdict::deadlock,
    "a right program that hangs because of the library",
    {.preemptions = 4, .schedules = 200000, .random_schedules = 0}};

}  // namespace lockstep::cases
