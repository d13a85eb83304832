// Wrong: the predicate says when to sleep, and wait() wants to know when to go on.
// Verdict: assertion_failed, a price is taken only when there is one
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>

class Buffer {
  public:
    explicit Buffer(std::size_t room) : room_{room} {}
    void put(double price) {
        std::unique_lock lock{mutex_};
        taken_.wait(lock, [this] { return prices_.size() < room_; });
        prices_.push_back(price);
        put_.notify_one();
    }

    double take() {
        std::unique_lock lock{mutex_};
        put_.wait(lock, [this] { return prices_.empty(); });
        const double price = prices_.at(0);
        prices_.pop_front();
        taken_.notify_one();
        return price;
    }

  private:
    const std::size_t room_;
    std::mutex mutex_;
    std::condition_variable put_, taken_;
    std::deque<double> prices_;
};
