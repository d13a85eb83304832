// What the kernel says about the threads of a watched body and of its children.
#pragma once

#include <chrono>

#include <sys/types.h>

namespace lockstep::grader {

struct Activity {
    bool runs = false;  // some thread runs, or would if there were a processor free
    std::chrono::milliseconds processor_time{0};  // of all threads that are there
};

// Of all processes in the process group.
Activity activity_of_group(pid_t group);

// Of one thread of this process.
Activity activity_of_thread(pid_t thread);

}  // namespace lockstep::grader
