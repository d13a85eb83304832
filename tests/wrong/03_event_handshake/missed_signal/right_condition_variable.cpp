// Right: a flag of its own, with a condition variable.
// Verdict: passed
#include <condition_variable>
#include <mutex>

class Start {
  public:
    void wait() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return given_; });
    }

    void give() {
        {
            const std::lock_guard lock{mutex_};
            given_ = true;
        }
        changed_.notify_all();
    }

    void next_race() {
        const std::lock_guard lock{mutex_};
        given_ = false;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool given_ = false;
};
