// A thread for each client, and none left behind.
//
// There is no limit: whoever connects gets a thread (fault D13, which lesson 05 mends).
// A thread that has ended is joined at once, by a thread that does nothing else.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <list>
#include <mutex>
#include <stop_token>
#include <thread>

namespace lockstep {

class ClientThreads {
  public:
    ClientThreads();
    ~ClientThreads();  // join_all(): whatever they wait for must have been woken

    // Runs `serve` on a thread of its own; it must not throw. Throws std::system_error
    // when the system has no thread left.
    void start(std::function<void()> serve);

    std::size_t running() const;
    void join_all();  // blocks until there are none; start() must not be called meanwhile

  private:
    using Threads = std::list<std::thread>;
    void say_goodbye(Threads::iterator self);
    void join_those_that_ended(const std::stop_token& stop);

    mutable std::mutex mutex_;
    std::condition_variable_any changed_;  // a thread moved on from one list to the next
    Threads running_;                      // guarded by mutex_
    Threads ended_;         // guarded by mutex_: about to end, to be joined
    bool joining_ = false;  // guarded by mutex_
    std::jthread joiner_;   // last: it uses all of the above
};

}  // namespace lockstep
