// A board on which one thread puts up the newest thing, and from which any number of
// threads take it: a queue of length one that nobody empties and nobody waits to fill.
//
// The things carry a `number` that rises. publish() never waits for a reader; a reader
// that is slow finds the newest and has missed the ones in between. close() is the end.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>

namespace lockstep {

template <class Item>
class Latest {
  public:
    void publish(std::shared_ptr<const Item> item) {
        {
            const std::lock_guard lock{mutex_};
            newest_.swap(item);
        }  // the one before is freed here, not under the lock
        changed_.notify_all();
    }

    // Blocks until there is one with a number above `than`; nothing when `until` came
    // first, or after close().
    [[nodiscard]] std::shared_ptr<const Item>
    wait_newer(std::uint64_t than, std::chrono::steady_clock::time_point until) const {
        std::unique_lock lock{mutex_};
        const auto newer = [&] { return newest_ && newest_->number > than; };
        changed_.wait_until(lock, until, [&] { return closed_ || newer(); });
        return !closed_ && newer() ? newest_ : nullptr;
    }

    void close() {
        {
            const std::lock_guard lock{mutex_};
            closed_ = true;
        }
        changed_.notify_all();
    }

    [[nodiscard]] bool closed() const {
        const std::lock_guard lock{mutex_};
        return closed_;
    }

  private:
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;  // newest_ is another, or closed_ is true
    std::shared_ptr<const Item> newest_;       // guarded by mutex_
    bool closed_ = false;                      // guarded by mutex_
};

}  // namespace lockstep
