// Right: the loop that the predicate stands for.
// Verdict: passed
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
        lock.unlock();
        put_.notify_one();
    }

    double take() {
        std::unique_lock lock{mutex_};
        while (prices_.empty()) put_.wait(lock);
        const double price = prices_.at(0);
        prices_.pop_front();
        lock.unlock();
        taken_.notify_one();
        return price;
    }

  private:
    const std::size_t room_;
    std::mutex mutex_;
    std::condition_variable put_, taken_;
    std::deque<double> prices_;
};
