// Three faults. A worker leaves only when nothing is queued, not as soon as it sees the
// flag. All workers are woken, because all have to end. And the flag is raised under the
// lock: a worker that has looked at it and does not sleep yet would miss the notify. That
// the flag is atomic does not help: the wake-up is lost, not the value.
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

class Pool {
  public:
    explicit Pool(int workers) {
        while (workers-- > 0) workers_.emplace_back([this] { work(); });
    }

    ~Pool() {
        {
            const std::lock_guard lock{mutex_};
            stop_ = true;
        }
        wake_.notify_all();
    }

    void submit(std::function<void()> task) {
        {
            const std::lock_guard lock{mutex_};
            tasks_.push_back(std::move(task));
        }
        wake_.notify_one();
    }

  private:
    void work() {
        for (;;) {
            std::unique_lock lock{mutex_};
            wake_.wait(lock, [this] { return stop_ || !tasks_.empty(); });
            if (tasks_.empty()) return;
            const auto task = std::move(tasks_.front());
            tasks_.pop_front();
            lock.unlock();
            task();
        }
    }

    std::mutex mutex_;
    std::condition_variable wake_;             // tasks_ grew, or stop_ became true
    std::deque<std::function<void()>> tasks_;  // guarded by mutex_
    bool stop_ = false;                        // guarded by mutex_
    std::vector<std::jthread> workers_;        // last: they use all of the above
};
