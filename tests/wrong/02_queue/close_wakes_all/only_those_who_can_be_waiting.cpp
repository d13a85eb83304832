// Wrong: a consumer sleeps on beside a price that is meant for another one.
// Verdict: deadlock, nobody waits beside what is meant for another
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>

class PriceQueue {
  public:
    explicit PriceQueue(std::size_t room) : room_{room} {}

    bool put(double price) {  // false: closed, and the price is not in the queue
        std::unique_lock lock{mutex_};
        taken_.wait(lock, [this] { return closed_ || prices_.size() < room_; });
        if (closed_) return false;
        prices_.push_back(price);
        put_.notify_one();
        return true;
    }

    std::optional<double> take() {  // empty: closed, and no price is left
        std::unique_lock lock{mutex_};
        put_.wait(lock, [this] { return closed_ || !prices_.empty(); });
        if (prices_.empty()) return std::nullopt;
        const double price = prices_.front();
        prices_.pop_front();
        taken_.notify_one();
        return price;
    }

    void close() {
        const std::lock_guard lock{mutex_};
        closed_ = true;
        if (prices_.empty()) put_.notify_all();  // only then somebody waits in take()
        if (prices_.size() >= room_)
            taken_.notify_all();  // only then somebody waits in put()
    }

  private:
    const std::size_t room_;
    std::mutex mutex_;
    std::condition_variable put_, taken_;  // or closed_ became true
    std::deque<double> prices_;            // guarded by mutex_
    bool closed_ = false;                  // guarded by mutex_
};
