// Right: one semaphore counts the room, the other the prices.
// Verdict: passed
#include <cstddef>
#include <deque>
#include <mutex>
#include <semaphore>

class Buffer {
  public:
    explicit Buffer(std::size_t room) : free_{static_cast<std::ptrdiff_t>(room)} {}
    void put(double price) {
        free_.acquire();
        {
            const std::lock_guard lock{mutex_};
            prices_.push_back(price);
        }
        used_.release();
    }
    double take() {
        used_.acquire();
        std::unique_lock lock{mutex_};
        const double price = prices_.front();
        prices_.pop_front();
        lock.unlock();
        free_.release();
        return price;
    }

  private:
    std::counting_semaphore<> free_;
    std::counting_semaphore<> used_{0};
    std::mutex mutex_;
    std::deque<double> prices_;
};
