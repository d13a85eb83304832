// Wrong: it looks again after a while, woken or not.
// Verdict: forbidden, wait_for
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>

class Buffer {
  public:
    explicit Buffer(std::size_t room) : room_{room} {}
    void put(double price) {
        std::unique_lock lock{mutex_};
        while (prices_.size() == room_) taken_.wait_for(lock, std::chrono::seconds{1});
        prices_.push_back(price);
        put_.notify_one();
    }

    double take() {
        std::unique_lock lock{mutex_};
        while (prices_.empty()) put_.wait_for(lock, std::chrono::seconds{1});
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
