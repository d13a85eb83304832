// Waiting has to be sleeping: a thread that waits uses no processor.
#include <atomic>
#include <chrono>
#include <thread>

#include <unistd.h>

#include "tests/exercises/grader/grader.hpp"
#include "tests/exercises/grader/processes.hpp"
#include "tests/exercises/grader/watched.hpp"

namespace lockstep::grader {
namespace {

using namespace std::chrono_literals;

constexpr int looks = 20;  // that must find it asleep, without use of the processor

// Counts the looks in a row that have found a thread asleep.
class Watcher {
  public:
    explicit Watcher(pid_t thread) : thread_{thread} {}
    int look() {
        std::this_thread::sleep_for(1ms);
        const Activity now = activity_of_thread(thread_);
        const bool busy = now.runs || now.processor_time != before_.processor_time;
        asleep_ = busy ? 0 : asleep_ + 1;
        before_ = now;
        if (now.processor_time - first_.processor_time > 300ms)
            fail_watched("busy_wait",
                         "The thread that waits uses the processor all the time.");
        return asleep_;
    }

  private:
    const pid_t thread_;
    const Activity first_ = activity_of_thread(thread_);
    Activity before_ = first_;
    int asleep_ = 0;
};

}  // namespace

void until_asleep(pid_t thread) {
    Watcher watcher{thread};
    while (watcher.look() < looks) continue;
}

void waits_asleep(const std::function<void()>& wait, const std::function<void()>& wake) {
    std::atomic<pid_t> id{0};
    std::atomic<bool> over{false};
    std::jthread waiter{[&] {
        id = ::gettid();
        wait();
        over = true;
    }};
    while (id == 0) std::this_thread::yield();
    Watcher watcher{id};
    while (watcher.look() < looks)
        if (over)
            fail_watched("assertion_failed",
                         "does not wait although there is nothing yet");
    wake();
}

}  // namespace lockstep::grader
