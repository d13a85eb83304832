// Right: the queue of the lesson does it all.
// Verdict: passed
#include <cstddef>

#include "lessons/02_queue/blocking_queue.hpp"

class Buffer {
  public:
    explicit Buffer(std::size_t room) : prices_{room} {}

    void put(double price) { (void)prices_.push(price); }
    double take() { return prices_.pop().value(); }

  private:
    lockstep::BlockingQueue<double> prices_;
};
