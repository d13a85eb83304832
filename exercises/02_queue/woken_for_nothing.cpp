// A buffer between threads has room for a few prices. Most of the time all is well. But
// one day a consumer is woken and finds no price, or there are more prices than there is
// room.
// TODO: nobody takes what is not there or puts where there is no room. Mend put() and
// take().
// Read again: "The code", Stairs 4 to 6, in lessons/02_queue/README.md.
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>

class Buffer {
  public:
    explicit Buffer(std::size_t room) : room_{room} {}

    void put(double price) {  // blocks while the buffer is full
        std::unique_lock lock{mutex_};
        if (prices_.size() == room_) taken_.wait(lock);
        prices_.push_back(price);
        put_.notify_one();
    }

    double take() {  // blocks while the buffer is empty; first in, first out
        std::unique_lock lock{mutex_};
        if (prices_.empty()) put_.wait(lock);
        const double price = prices_.at(0);  // throws where there is none
        prices_.pop_front();
        taken_.notify_one();
        return price;
    }

  private:
    const std::size_t room_;
    std::mutex mutex_;
    std::condition_variable put_, taken_;
    std::deque<double> prices_;  // guarded by mutex_
};
