// A manual-reset event: a flag that threads can wait for. Python calls it
// threading.Event.
//
// Any thread may call any member. set() wakes everybody who waits and stays set until
// clear(); a thread that was waiting when set() came is let through even if clear()
// follows at once. A wait ends with set(), with a stop request, or with its time.
// Sources: Python's threading.Event; Win32 CreateEvent, where "manual reset" comes from.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>

namespace lockstep {

class Event {
  public:
    void set() {
        const std::lock_guard lock{mutex_};
        set_ = true;
        ++times_set_;
        // Under the lock on purpose: a waiter may destroy the event as soon as its wait
        // returns, and it cannot return before the lock is free.
        changed_.notify_all();
    }

    void clear() {
        const std::lock_guard lock{mutex_};
        set_ = false;
    }

    // Only advice: another thread may change it before the caller looks at the answer.
    [[nodiscard]] bool is_set() const {
        const std::lock_guard lock{mutex_};
        return set_;
    }

    // Blocks until set.
    void wait() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this, before = times_set_] { return passed(before); });
    }

    // Blocks until set (true) or until a stop is requested (false).
    [[nodiscard]] bool wait(const std::stop_token& stop) {
        std::unique_lock lock{mutex_};
        return changed_.wait(lock, stop,
                             [this, before = times_set_] { return passed(before); });
    }

    // Blocks until set (true), or until the time is over or a stop is requested (false).
    template <class Rep, class Period>
    [[nodiscard]] bool wait_for(std::chrono::duration<Rep, Period> time,
                                const std::stop_token& stop = {}) {
        std::unique_lock lock{mutex_};
        return changed_.wait_for(lock, stop, time,
                                 [this, before = times_set_] { return passed(before); });
    }
    template <class Clock, class Duration>
    [[nodiscard]] bool wait_until(std::chrono::time_point<Clock, Duration> time,
                                  const std::stop_token& stop = {}) {
        std::unique_lock lock{mutex_};
        return changed_.wait_until(
            lock, stop, time, [this, before = times_set_] { return passed(before); });
    }

  private:
    // Whether a wait may end that began when set() had been called `before` times. Must
    // be called with mutex_ held.
    bool passed(std::uint64_t before) const { return set_ || times_set_ != before; }

    mutable std::mutex mutex_;
    std::condition_variable_any changed_;  // set_ became true
    bool set_ = false;                     // guarded by mutex_
    std::uint64_t times_set_ = 0;          // guarded by mutex_
};

}  // namespace lockstep
