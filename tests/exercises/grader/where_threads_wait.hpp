// Where the threads of a watched body that hangs stand in the answer, and those of its
// children.
#pragma once

#include <atomic>
#include <string>

#include <sys/types.h>

namespace lockstep::grader {

// The stacks of its threads, written by their signal handlers into memory that the parent
// sees.
struct WaitingThreads {
    static constexpr int most_threads = 16, most_frames = 40;
    struct One {
        pid_t process, thread;
        int frames;
        void* addresses[most_frames];
        std::atomic<bool> ready;  // partner: the parent
    };
    std::atomic<int> count;
    One threads[most_threads];
};

// In the child: from here on its threads answer ask_where_threads_wait(), and those of
// the processes that it forks.
void show_where_threads_wait(WaitingThreads& shared);

// In the parent: a line for each thread, with the line of the answer in which it stands.
std::string ask_where_threads_wait(pid_t process, const WaitingThreads& shared);

}  // namespace lockstep::grader
