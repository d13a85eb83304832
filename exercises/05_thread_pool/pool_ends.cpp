// A small pool. It works, as long as nobody destroys it: then queued tasks are lost, and
// now and then the program never ends, because a worker sleeps on.
// TODO: make the pool end by itself. Every task that was submitted is run, also one that
// a running task submits; then all workers end. Mend what you like but submit()'s
// contract. Read again: "Why it is correct" in lessons/05_thread_pool/README.md.
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
        wake_.notify_one();
    }

    // Any thread, a task too. The tasks run beside each other, and do not throw.
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
            if (stop_) return;
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
