// Wrong: no wake-up can mislead who never sleeps, but it uses up a core.
// Verdict: busy_wait, who waits is asleep
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>

class Buffer {
  public:
    explicit Buffer(std::size_t room) : room_{room} {}
    void put(double price) {
        std::unique_lock lock{mutex_};
        while (prices_.size() == room_) {
            lock.unlock();
            lock.lock();
        }
        prices_.push_back(price);
    }

    double take() {
        std::unique_lock lock{mutex_};
        while (prices_.empty()) {
            lock.unlock();
            lock.lock();
        }
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
