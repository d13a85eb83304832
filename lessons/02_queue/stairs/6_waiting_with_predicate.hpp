// A queue whose pop waits for what it needs: not "was I woken?" but "is there an item?".
//
// Mends stairs 4 and 5. Any thread may push and pop. What it lacks is an end.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>

namespace lockstep {

template <class T>
class WaitingQueue {
  public:
    void push(T item) {
        {
            std::lock_guard lock{mutex_};
            items_.push_back(std::move(item));
        }
        item_came_.notify_one();
    }

    T pop() {
        std::unique_lock lock{mutex_};
        // The same as: while (items_.empty()) item_came_.wait(lock);
        item_came_.wait(lock, [this] { return !items_.empty(); });
        T item = std::move(items_.front());
        items_.pop_front();
        return item;
    }

  private:
    std::mutex mutex_;
    std::condition_variable item_came_;
    std::deque<T> items_;  // guarded by mutex_
};

}  // namespace lockstep
