// Right: the stop token of the jthreads in place of a flag.
// Verdict: passed
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
        while (workers-- > 0)
            workers_.emplace_back([this](const std::stop_token& stop) { work(stop); });
    }

    ~Pool() {
        for (auto& worker : workers_) worker.request_stop();
        workers_.clear();  // joined while the members they use are there
    }

    void submit(std::function<void()> task) {
        {
            const std::lock_guard lock{mutex_};
            tasks_.push_back(std::move(task));
        }
        wake_.notify_one();
    }

  private:
    void work(const std::stop_token& stop) {
        for (;;) {
            std::unique_lock lock{mutex_};
            wake_.wait(lock, stop, [this] { return !tasks_.empty(); });
            if (tasks_.empty()) return;
            const auto task = std::move(tasks_.front());
            tasks_.pop_front();
            lock.unlock();
            task();
        }
    }

    std::mutex mutex_;
    std::condition_variable_any wake_;         // tasks_ grew
    std::deque<std::function<void()>> tasks_;  // guarded by mutex_
    std::vector<std::jthread> workers_;        // last: they use all of the above
};
