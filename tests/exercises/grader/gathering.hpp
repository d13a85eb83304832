// For checks that ask whether threads are really under way together: a place that nobody
// leaves before all have come. One who comes alone waits for ever, and the explorer calls
// that a deadlock. (A std::latch asks a few times before it sleeps.)
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace lockstep::grader {

class Gathering {
  public:
    explicit Gathering(std::size_t count) : missing_{count} {}

    void come_and_wait() {
        std::unique_lock lock{mutex_};
        if (--missing_ == 0) all_came_.notify_all();
        all_came_.wait(lock, [this] { return missing_ == 0; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable all_came_;
    std::size_t missing_;  // guarded by mutex_
};

}  // namespace lockstep::grader
