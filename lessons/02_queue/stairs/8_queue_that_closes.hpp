// The smallest queue that knows how to end: the one idea behind BlockingQueue.
//
// Closing is not an item but a state, so every consumer sees it, however many there are.
// After close() pushes are refused, pops drain what is left, and then report the end with
// nothing.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace lockstep {

template <class T>
class ClosingQueue {
  public:
    [[nodiscard]] bool push(T item) {
        {
            std::lock_guard lock{mutex_};
            if (closed_) return false;
            items_.push_back(std::move(item));
        }
        changed_.notify_one();
        return true;
    }

    [[nodiscard]] std::optional<T> pop() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return closed_ || !items_.empty(); });
        if (items_.empty()) return std::nullopt;
        std::optional<T> item{std::move(items_.front())};
        items_.pop_front();
        return item;
    }

    void close() {
        {
            std::lock_guard lock{mutex_};
            closed_ = true;
        }
        changed_.notify_all();  // all: the end is news for everybody
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;  // items_ grew, or closed_ became true
    std::deque<T> items_;              // guarded by mutex_
    bool closed_ = false;              // guarded by mutex_
};

}  // namespace lockstep
