// The shop closes while a customer waits for goods, and nobody tells the customer.
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

#include "tests/explorer/cases/case.hpp"

namespace lockstep::cases {
namespace {

class Queue {
  public:
    std::optional<int> pop() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return closed_ || !items_.empty(); });
        if (items_.empty()) return {};
        const int item = items_.front();
        items_.pop_front();
        return item;
    }
    void close_silently() {
        std::scoped_lock lock{mutex_};
        closed_ = true;
    }
    void close() {
        close_silently();
        changed_.notify_all();
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;  // items_ grew, or closed_ became true
    std::deque<int> items_;            // guarded by mutex_
    bool closed_ = false;              // guarded by mutex_
};

void wrong() {
    Queue queue;
    std::jthread customer{[&] { expect(!queue.pop(), "there was nothing"); }};
    queue.close_silently();  // wrong: who sleeps in pop() sleeps on
}

void right() {
    Queue queue;
    std::jthread customer{[&] { expect(!queue.pop(), "there was nothing"); }};
    queue.close();
}

}  // namespace

const Case queue_closed_silently{"queue closed without waking", wrong, right,
                                 ExplorerVerdict::deadlock,
                                 "closing is a change too, and all waiters are told"};

}  // namespace lockstep::cases
