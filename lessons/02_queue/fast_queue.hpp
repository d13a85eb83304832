// BlockingQueue with the same contract, for threads that hand over millions of items a
// second.
//
// Sleeping and waking cost far more than moving an item, so both are put off: a thread
// that finds the mutex taken, or no item, or no room, first lets others run a few times
// (yield) and looks again; and nobody is notified when nobody sleeps. The price: who
// waits burns a little time, and the same thread may get its turn many times in a row.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <thread>
#include <utility>

namespace lockstep {

template <class T>
class FastQueue {
  public:
    static constexpr std::size_t unbounded = static_cast<std::size_t>(-1);

    // A thread looks `looks` times for an item, or for room, before it sleeps.
    explicit FastQueue(std::size_t capacity = unbounded, int looks = 16)
        : capacity_{capacity}, looks_{looks} {
        if (capacity == 0)
            throw std::invalid_argument{"a queue of capacity 0 holds nothing"};
    }

    // False: closed, stopped or too late. The item is moved only by a push that returns
    // true.
    [[nodiscard]] bool push(T&& item, std::stop_token stop = {}) {
        return push_until(std::move(item), never, stop);
    }
    [[nodiscard]] bool push_until(T&& item, auto deadline, std::stop_token stop = {}) {
        Lock lock = knock();
        wait(lock, room_, deadline, stop, [this] { return closed_ || has_room(); });
        return put(std::move(lock), item);
    }
    [[nodiscard]] bool push_for(T&& item, auto limit, std::stop_token stop = {}) {
        return push_until(std::move(item), std::chrono::steady_clock::now() + limit,
                          stop);
    }
    [[nodiscard]] bool try_push(T&& item) { return put(knock(), item); }
    [[nodiscard]] bool push(const T& item, std::stop_token stop = {}) {
        return push(T(item), stop);  // a copy
    }

    // Empty: ended, stopped or too late. Ask ended() which: once true it stays true.
    [[nodiscard]] std::optional<T> pop(std::stop_token stop = {}) {
        return pop_until(never, stop);
    }
    [[nodiscard]] std::optional<T> pop_until(auto deadline, std::stop_token stop = {}) {
        Lock lock = knock();
        wait(lock, item_, deadline, stop, [this] { return closed_ || has_item(); });
        return take(std::move(lock));
    }
    [[nodiscard]] std::optional<T> pop_for(auto limit, std::stop_token stop = {}) {
        return pop_until(std::chrono::steady_clock::now() + limit, stop);
    }
    [[nodiscard]] std::optional<T> try_pop() { return take(knock()); }

    // Nobody will push again. Wakes everybody who waits.
    void close() {
        Lock lock{mutex_};
        closed_ = true;
        lock.unlock();
        item_.came.notify_all();
        room_.came.notify_all();
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
    static constexpr auto never = std::chrono::steady_clock::time_point::max();
    static constexpr int knocks = 16;  // at the mutex, before it sleeps there

    struct Awaited {
        std::condition_variable_any came;
        // Guarded by mutex_. Whoever is woken counts until it has the mutex.
        int sleepers = 0;
    };

    // A thread that blocks in lock() has to be woken; one that yields only has to be
    // scheduled.
    Lock knock() {
        Lock lock{mutex_, std::try_to_lock};
        for (int i = 0; i < knocks && !lock; ++i) {
            std::this_thread::yield();
            if (lock.try_lock()) return lock;
        }
        if (!lock) lock.lock();
        return lock;
    }

    void wait(Lock& lock, Awaited& awaited, auto deadline, std::stop_token stop,
              auto ready) {
        for (int i = 0; i < looks_ && !ready(); ++i) {
            lock.unlock();
            std::this_thread::yield();
            lock = knock();
        }
        if (ready()) return;
        ++awaited.sleepers;
        awaited.came.wait_until(lock, stop, deadline, ready);
        --awaited.sleepers;
    }

    bool has_room() const { return items_.size() < capacity_; }
    bool has_item() const { return !items_.empty(); }

    // When T's move throws, nothing has changed, and the next sleeper gets our wake-up.
    bool put(Lock lock, T& item) {
        if (closed_ || !has_room()) return false;
        try {
            items_.push_back(std::move(item));
        } catch (...) {
            room_.came.notify_one();
            throw;
        }
        wake_one(std::move(lock), item_);
        return true;
    }
    std::optional<T> take(Lock lock) {
        std::optional<T> item;
        if (!has_item()) return item;
        try {
            item.emplace(std::move(items_.front()));
        } catch (...) {
            item_.came.notify_one();
            throw;
        }
        items_.pop_front();
        wake_one(std::move(lock), room_);
        return item;
    }
    // A sleeper that comes after the unlock has seen our change, so no wake-up is lost.
    static void wake_one(Lock lock, Awaited& awaited) {
        const bool somebody_sleeps = awaited.sleepers > 0;
        lock.unlock();
        if (somebody_sleeps) awaited.came.notify_one();
    }

    const std::size_t capacity_;
    const int looks_;
    mutable std::mutex mutex_;
    Awaited item_;         // items_ grew, or closed_ became true
    Awaited room_;         // items_ shrank, or closed_ became true
    std::deque<T> items_;  // guarded by mutex_
    bool closed_ = false;  // guarded by mutex_
};

}  // namespace lockstep
