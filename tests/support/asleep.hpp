// Tells a test that another thread has really begun to wait, without sleeping and hoping.
//
//     WatchedThread waiter{[&] { event.wait(); }};
//     waiter.until_asleep();   // from here on the thread is inside wait()
//
// Linux says in /proc/self/task/TID/stat whether a thread runs (R) or sleeps (S). The
// thread must do nothing that blocks before the wait that is meant.
#pragma once

#include <atomic>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <utility>

#include <unistd.h>

namespace lockstep::test {

class WatchedThread {
  public:
    explicit WatchedThread(std::function<void()> body)
        : thread_{[this, body = std::move(body)] {
              id_.store(::gettid());
              id_.notify_one();
              body();
          }} {}

    // Blocks until the thread sleeps, or has ended.
    void until_asleep() {
        id_.wait(0);
        const std::string path =
            "/proc/self/task/" + std::to_string(id_.load()) + "/stat";
        for (char now = state(path); now != 'S' && now != '?'; now = state(path)) {
            std::this_thread::yield();
        }
    }

    void join() { thread_.join(); }

  private:
    // The letter after the name, which stands in brackets and may itself contain
    // brackets. '?' for a thread that is gone.
    static char state(const std::string& path) {
        std::ifstream file{path};
        std::string line;
        std::getline(file, line);
        const auto bracket = line.rfind(')');
        return bracket == std::string::npos ? '?' : line.at(bracket + 2);
    }

    std::atomic<pid_t> id_{0};  // 0: not started   else: the thread's id in the kernel
    std::jthread thread_;       // last: it uses id_
};

}  // namespace lockstep::test
