#include "lessons/04_thread_local/programs/client_threads.hpp"

#include <utility>

namespace lockstep {

ClientThreads::ClientThreads()
    : joiner_{[this](const std::stop_token& stop) { join_those_that_ended(stop); }} {}

ClientThreads::~ClientThreads() {
    join_all();
}

void ClientThreads::start(std::function<void()> serve) {
    const std::lock_guard lock{mutex_};
    const auto self = running_.emplace(running_.end());
    try {
        // It cannot say goodbye before this function has let go of the lock.
        *self = std::thread{[this, self, serve = std::move(serve)] {
            serve();
            say_goodbye(self);
        }};
    } catch (...) {
        running_.erase(self);
        throw;
    }
}

std::size_t ClientThreads::running() const {
    const std::lock_guard lock{mutex_};
    return running_.size();
}

void ClientThreads::join_all() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock,
                  [this] { return running_.empty() && ended_.empty() && !joining_; });
}

// A thread cannot join itself. What it does last is to ask for it.
void ClientThreads::say_goodbye(Threads::iterator self) {
    {
        const std::lock_guard lock{mutex_};
        ended_.splice(ended_.end(), running_, self);
    }
    changed_.notify_all();  // this is joined first, so changed_ is still there
}

void ClientThreads::join_those_that_ended(const std::stop_token& stop) {
    std::unique_lock lock{mutex_};
    while (changed_.wait(lock, stop, [this] { return !ended_.empty(); })) {
        Threads threads = std::exchange(ended_, {});
        joining_ = true;
        lock.unlock();
        for (auto& thread : threads) thread.join();  // and its thread-local objects end
        lock.lock();
        joining_ = false;
        changed_.notify_all();
    }
}

}  // namespace lockstep
