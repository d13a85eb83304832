// A pool of one worker: its destructor raises a flag that the worker reads under the
// mutex.
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

class Pool {
  public:
    explicit Pool(bool guarded) : guarded_{guarded} {}
    ~Pool() {
        std::unique_lock lock{mutex_, std::defer_lock};
        if (guarded_) lock.lock();
        stop_ = true;
        if (guarded_) lock.unlock();
        changed_.notify_all();
    }
    void run(std::function<void()> task) {
        {
            std::scoped_lock lock{mutex_};
            tasks_.push_back(std::move(task));
        }
        changed_.notify_one();
    }

  private:
    void work() {
        std::unique_lock lock{mutex_};
        for (;;) {
            changed_.wait(lock, [this] { return stop_ || !tasks_.empty(); });
            if (tasks_.empty()) return;
            const auto task = std::move(tasks_.front());
            tasks_.pop_front();
            lock.unlock();
            task();
            lock.lock();
        }
    }

    const bool guarded_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> tasks_;  // guarded by mutex_
    bool stop_ = false;                        // guarded by mutex_, if guarded_
    std::jthread worker_{[this] { work(); }};
};

void cook_one(bool guarded) {
    int meals = 0;  // the worker's, until the pool has ended
    {
        Pool pool{guarded};
        pool.run([&] { ++meals; });
    }
    expect(meals == 1, "the task was run");
}

void wrong() {
    cook_one(false);  // wrong: a worker may be between its look and its wait
}

void right() {
    cook_one(true);
}

}  // namespace

const Case unguarded_stop_flag{"thread pool with an unguarded stop flag", wrong, right,
                               ExplorerVerdict::data_race,
                               "the flag is part of the condition, so of its mutex"};

}  // namespace lockstep::cases
