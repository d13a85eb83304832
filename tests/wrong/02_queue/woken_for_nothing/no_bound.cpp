// Wrong: put() never waits, so the buffer grows without an end.
// Verdict: assertion_failed, the buffer never holds more than it has room for
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>

class Buffer {
  public:
    explicit Buffer(std::size_t room) : room_{room} {}
    void put(double price) {
        const std::lock_guard lock{mutex_};
        prices_.push_back(price);
        put_.notify_one();
    }

    double take() {
        std::unique_lock lock{mutex_};
        put_.wait(lock, [this] { return !prices_.empty(); });
        const double price = prices_.at(0);
        prices_.pop_front();
        return price;
    }

  private:
    const std::size_t room_;
    std::mutex mutex_;
    std::condition_variable put_, taken_;
    std::deque<double> prices_;
};
