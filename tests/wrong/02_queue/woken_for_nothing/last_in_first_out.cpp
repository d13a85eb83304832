// Wrong: who came last is served first.
// Verdict: assertion_failed, first in is first out
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>

class Buffer {
  public:
    explicit Buffer(std::size_t room) : room_{room} {}

    void put(double price) {  // blocks while the buffer is full
        std::unique_lock lock{mutex_};
        while (prices_.size() == room_) taken_.wait(lock);
        prices_.push_back(price);
        put_.notify_one();
    }

    double take() {  // blocks while the buffer is empty; first in, first out
        std::unique_lock lock{mutex_};
        while (prices_.empty()) put_.wait(lock);
        const double price = prices_.back();  // throws where there is none
        prices_.pop_back();
        taken_.notify_one();
        return price;
    }

  private:
    const std::size_t room_;
    std::mutex mutex_;
    std::condition_variable put_, taken_;
    std::deque<double> prices_;  // guarded by mutex_
};
