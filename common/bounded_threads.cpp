#include "common/bounded_threads.hpp"

#include <system_error>
#include <utility>

namespace lockstep {

void BoundedThreads::enqueue(std::function<void()> connection) {
    std::unique_lock lock{mutex_};
    somebody_waits_ = busy_ == limit_;
    changed_.wait(lock, [&] { return busy_ < limit_; });
    somebody_waits_ = false;
    ++busy_;
    connections_.push_back(std::move(connection));
    if (threads_.size() < busy_) start_thread();
    lock.unlock();
    changed_.notify_all();
}

// When no more can be had, the connection waits for one of those that are there.
void BoundedThreads::start_thread() {
    try {
        threads_.emplace_back([this] { work(); });
    } catch (const std::system_error&) {
        if (threads_.empty()) throw;
    }
}

void BoundedThreads::work() {
    std::unique_lock lock{mutex_};
    for (;;) {
        changed_.wait(lock, [&] { return closed_ || !connections_.empty(); });
        if (connections_.empty()) return;
        auto connection = std::move(connections_.front());
        connections_.pop_front();
        lock.unlock();
        connection();
        lock.lock();
        --busy_;
        changed_.notify_all();
    }
}

void BoundedThreads::shutdown() {
    {
        const std::lock_guard lock{mutex_};
        closed_ = true;
    }
    changed_.notify_all();
    threads_.clear();
}

}  // namespace lockstep
