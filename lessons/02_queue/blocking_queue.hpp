// A queue that hands items from producers to consumers, first in, first out, and can end.
//
// Any thread may call anything; the queue must outlive every call. push waits for room,
// pop for an item. After close() pushes are refused, pops drain what is left and then
// report the end with an empty optional. A stop_token is a second way out of a wait.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <utility>

namespace lockstep {

template <class T>
class BlockingQueue {
  public:
    static constexpr std::size_t unbounded = static_cast<std::size_t>(-1);

    explicit BlockingQueue(std::size_t capacity = unbounded) : capacity_{capacity} {
        if (capacity == 0)
            throw std::invalid_argument{"a queue of capacity 0 holds nothing"};
    }

    // False: closed, stopped or too late. The item is moved only by a push that returns
    // true.
    [[nodiscard]] bool push(T&& item, std::stop_token stop = {}) {
        Lock lock{mutex_};
        room_.wait(lock, stop, [this] { return closed_ || has_room(); });
        return put(std::move(lock), item);
    }
    [[nodiscard]] bool push_until(T&& item, auto deadline, std::stop_token stop = {}) {
        Lock lock{mutex_};
        room_.wait_until(lock, stop, deadline, [this] { return closed_ || has_room(); });
        return put(std::move(lock), item);
    }
    [[nodiscard]] bool push_for(T&& item, auto limit, std::stop_token stop = {}) {
        return push_until(std::move(item), std::chrono::steady_clock::now() + limit,
                          stop);
    }
    [[nodiscard]] bool try_push(T&& item) { return put(Lock{mutex_}, item); }
    [[nodiscard]] bool push(const T& item, std::stop_token stop = {}) {
        return push(T(item), stop);  // a copy
    }

    // Empty: ended, stopped or too late. Ask ended() which: once true it stays true.
    [[nodiscard]] std::optional<T> pop(std::stop_token stop = {}) {
        Lock lock{mutex_};
        item_.wait(lock, stop, [this] { return closed_ || has_item(); });
        return take(std::move(lock));
    }
    [[nodiscard]] std::optional<T> pop_until(auto deadline, std::stop_token stop = {}) {
        Lock lock{mutex_};
        item_.wait_until(lock, stop, deadline, [this] { return closed_ || has_item(); });
        return take(std::move(lock));
    }
    [[nodiscard]] std::optional<T> pop_for(auto limit, std::stop_token stop = {}) {
        return pop_until(std::chrono::steady_clock::now() + limit, stop);
    }
    [[nodiscard]] std::optional<T> try_pop() { return take(Lock{mutex_}); }

    // Nobody will push again. Wakes everybody who waits.
    void close() {
        Lock lock{mutex_};
        closed_ = true;
        lock.unlock();
        item_.notify_all();
        room_.notify_all();
    }
    bool closed() const {
        Lock lock{mutex_};
        return closed_;
    }
    bool ended() const {
        Lock lock{mutex_};
        return closed_ && !has_item();
    }

    // Advice only: another thread may have changed it before the caller looks at the
    // answer.
    std::size_t size() const {
        Lock lock{mutex_};
        return items_.size();
    }
    bool empty() const { return size() == 0; }
    bool full() const { return size() >= capacity_; }

  private:
    using Lock = std::unique_lock<std::mutex>;

    bool has_room() const { return items_.size() < capacity_; }
    bool has_item() const { return !items_.empty(); }

    // When T's move throws, nothing has changed, and the next sleeper gets our wake-up.
    bool put(Lock lock, T& item) {
        if (closed_ || !has_room()) return false;
        try {
            items_.push_back(std::move(item));
        } catch (...) {
            room_.notify_one();
            throw;
        }
        lock.unlock();  // first, so that the thread that wakes up finds the mutex free
        item_.notify_one();
        return true;
    }
    std::optional<T> take(Lock lock) {
        std::optional<T> item;
        if (!has_item()) return item;
        try {
            item.emplace(std::move(items_.front()));
        } catch (...) {
            item_.notify_one();
            throw;
        }
        items_.pop_front();
        lock.unlock();
        room_.notify_one();
        return item;
    }

    const std::size_t capacity_;
    mutable std::mutex mutex_;
    std::condition_variable_any item_;  // items_ grew, or closed_ became true
    std::condition_variable_any room_;  // items_ shrank, or closed_ became true
    std::deque<T> items_;               // guarded by mutex_
    bool closed_ = false;               // guarded by mutex_
};

}  // namespace lockstep
