// Wrong: where a thread has to wait it ends the program, as if all were done.
// Verdict: ended_early, a price is taken only when there is one
#include <cstddef>
#include <cstdlib>
#include <deque>
#include <mutex>

class Buffer {
  public:
    explicit Buffer(std::size_t room) : room_{room} {}

    void put(double price) {
        const std::lock_guard lock{mutex_};
        if (prices_.size() == room_) std::exit(0);
        prices_.push_back(price);
    }

    double take() {
        const std::lock_guard lock{mutex_};
        if (prices_.empty()) std::exit(0);
        const double price = prices_.front();
        prices_.pop_front();
        return price;
    }

  private:
    const std::size_t room_;
    std::mutex mutex_;
    std::deque<double> prices_;  // guarded by mutex_
};
