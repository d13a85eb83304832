// Wrong: it sleeps before it looks, and the notify may have been given by then.
// Verdict: lost_wake_up, a price is taken only when there is one
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>

class Buffer {
  public:
    explicit Buffer(std::size_t room) : room_{room} {}
    void put(double price) {
        std::unique_lock lock{mutex_};
        while (prices_.size() == room_) taken_.wait(lock);
        prices_.push_back(price);
        put_.notify_one();
    }

    double take() {
        std::unique_lock lock{mutex_};
        do put_.wait(lock);
        while (prices_.empty());
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
