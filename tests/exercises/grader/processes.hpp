// What the kernel says about the threads of a watched body and of its children.
#pragma once

#include <chrono>
#include <vector>

#include <sys/types.h>

namespace lockstep::grader {

struct Activity {
    bool runs = false;  // some thread runs, or would if there were a processor free
    std::chrono::milliseconds processor_time{0};  // of all threads that are there
};

// The processes of the session, those that have ended and are not waited for included. A
// child may leave the process group of its parent; of its session it stays.
std::vector<pid_t> processes_of_session(pid_t session);

// Of all of them.
Activity activity_of_session(pid_t session);

// Blocks until nothing of the session is left. Must be called by a process that inherits
// children whose parents have ended, see PR_SET_CHILD_SUBREAPER.
void end_session(pid_t session);

// As in /proc, see proc(5): 'S' it sleeps, 'T' it is stopped, 'Z' a zombie; '?' it is not
// there.
char state_of(pid_t process);

// Of one thread of this process.
Activity activity_of_thread(pid_t thread);

}  // namespace lockstep::grader
