// Wrong: the flag is atomic, but the wake-up is lost all the same.
// Verdict: lost_wake_up, a pool without tasks ends
#include <atomic>
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
        stop_ = true;
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
    std::atomic<bool> stop_{false};
    std::vector<std::jthread> workers_;  // last: they use all of the above
};
