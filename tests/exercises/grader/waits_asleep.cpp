// Waiting has to be sleeping: a thread that waits uses no processor.
#include <atomic>
#include <chrono>
#include <thread>

#include <unistd.h>

#include "tests/exercises/grader/grader.hpp"
#include "tests/exercises/grader/processes.hpp"
#include "tests/exercises/grader/watched.hpp"

namespace lockstep::grader {

void waits_asleep(const std::function<void()>& wait, const std::function<void()>& wake) {
    using namespace std::chrono_literals;
    std::atomic<pid_t> id{0};
    std::atomic<bool> over{false};
    std::jthread waiter{[&] {
        id = ::gettid();
        wait();
        over = true;
    }};
    while (id == 0) std::this_thread::yield();
    // Twenty looks in a row find it asleep, and it has used no processor between them:
    // not merely a moment's wait for a lock.
    Activity before = activity_of_thread(id);
    for (int asleep = 0; asleep < 20;) {
        if (over)
            fail_watched("assertion_failed",
                         "does not wait although there is nothing yet");
        std::this_thread::sleep_for(1ms);
        const Activity now = activity_of_thread(id);
        asleep = now.runs || now.processor_time != before.processor_time ? 0 : asleep + 1;
        if (now.processor_time > 300ms)
            fail_watched("busy_wait",
                         "The thread that waits uses the processor all the time.");
        before = now;
    }
    wake();
}

}  // namespace lockstep::grader
