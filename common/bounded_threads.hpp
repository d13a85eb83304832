// The threads of cpp-httplib's server: one for each connection, made when it is first
// needed.
//
// Only the thread that accepts connections may call enqueue() and shutdown(). When all
// threads are busy, enqueue() blocks: whoever comes next waits in the kernel's queue.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include <httplib.h>

namespace lockstep {

class BoundedThreads : public httplib::TaskQueue {
  public:
    // `somebody_waits` says whether enqueue() blocks; it must outlive this.
    BoundedThreads(std::size_t limit, std::atomic<bool>& somebody_waits)
        : limit_{limit}, somebody_waits_{somebody_waits} {}

    void enqueue(std::function<void()> connection) override;
    void shutdown() override;  // joins: every connection must be about to end

  private:
    void start_thread();
    void work();

    const std::size_t limit_;
    std::atomic<bool>& somebody_waits_;
    std::mutex mutex_;
    std::condition_variable
        changed_;  // a connection came or ended, or closed_ became true
    std::deque<std::function<void()>> connections_;  // not begun yet; guarded by mutex_
    std::size_t busy_ = 0;  // those and the ones being served; guarded by mutex_
    bool closed_ = false;   // guarded by mutex_
    std::vector<std::jthread> threads_;
};

}  // namespace lockstep
