// Wrong: an atomic flag can still change between the look and the sleep.
// Verdict: lost_wake_up, consumers that wait learn the end
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>

class PriceQueue {
  public:
    explicit PriceQueue(std::size_t room) : room_{room} {}

    bool put(double price) {
        std::unique_lock lock{mutex_};
        taken_.wait(lock, [this] { return closed_ || prices_.size() < room_; });
        if (closed_) return false;
        prices_.push_back(price);
        put_.notify_one();
        return true;
    }

    std::optional<double> take() {
        std::unique_lock lock{mutex_};
        put_.wait(lock, [this] { return closed_ || !prices_.empty(); });
        if (prices_.empty()) return std::nullopt;
        const double price = prices_.front();
        prices_.pop_front();
        taken_.notify_one();
        return price;
    }

    void close() {
        closed_ = true;
        put_.notify_all();
        taken_.notify_all();
    }

  private:
    const std::size_t room_;
    std::mutex mutex_;
    std::condition_variable put_, taken_;  // or closed_ became true
    std::deque<double> prices_;            // guarded by mutex_
    std::atomic<bool> closed_{false};
};
