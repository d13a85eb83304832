// Wrong: a plain notify reaches only those who wait already.
// Verdict: lost_wake_up, every runner gets the signal
#include <condition_variable>
#include <mutex>

class Start {
  public:
    void wait() {
        std::unique_lock lock{mutex_};
        given_.wait(lock);
    }

    void give() { given_.notify_all(); }

    void next_race() {}

  private:
    std::mutex mutex_;
    std::condition_variable given_;
};
