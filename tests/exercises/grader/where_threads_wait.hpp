// Where the threads of a process that hangs stand in the answer.
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
        pid_t thread;
        int frames;
        void* addresses[most_frames];
        std::atomic<bool> ready;  // partner: the parent
    };
    std::atomic<int> count;
    One threads[most_threads];
};

// In the child: from here on its threads answer ask_where_threads_wait().
void show_where_threads_wait(WaitingThreads& shared);

// In the parent: a line for each thread, with the line of the answer in which it stands.
std::string ask_where_threads_wait(pid_t process, const WaitingThreads& shared);

}  // namespace lockstep::grader
