// What the kernel says about the threads of other processes, and how to end those.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include <sys/types.h>

namespace lockstep::test {

struct Activity {
    bool runs = false;  // some thread runs, or would if there were a processor free
    std::chrono::microseconds processor_time{0};  // of all threads that are there
    int threads = 0;
};

using Processes = std::vector<pid_t>;

// The processes of the session, those that have ended and are not waited for included. A
// child may leave the process group of its parent; of its session it stays.
Processes processes_of_session(pid_t session);

// The children of a process, their children, and so on. Those whose parents have ended
// are among them only if the process inherits them, see PR_SET_CHILD_SUBREAPER.
Processes processes_below(pid_t ancestor);

// Whether this process has a child that it has not waited for, ended or not.
bool has_children();

Activity activity_of(const Processes& processes);
Activity activity_of_session(pid_t session);
Activity activity_of_thread(pid_t thread);  // of one thread of this process

// The ones above count the processor time in steps of 10 ms, this one exactly where the
// kernel does (CONFIG_SCHED_INFO), else not at all.
std::chrono::microseconds exact_processor_time(pid_t process);

// Blocks until nothing of the session is left, or nothing below this process. Must be
// called by a process that inherits children whose parents have ended.
void end_session(pid_t session);
void end_all_below();

// As in /proc, see proc(5): 'S' it sleeps, 'T' it is stopped, 'Z' a zombie; '?' it is not
// there.
char state_of(pid_t process);

// A line a thread: its name, and the call of the kernel in which it is.
std::string where_threads_sleep(const Processes& processes);

// Says for how long all threads have slept, of processes that are looked at often. One
// that wakes up now and then, and goes to sleep again at once, counts as asleep.
class SleepWatch {
  public:
    void look(const Activity& now);
    std::chrono::milliseconds asleep() const;

  private:
    using Clock = std::chrono::steady_clock;

    std::chrono::microseconds before_{0};  // processor time, when they were last awake
    Clock::time_point last_look_ = Clock::now();
    Clock::duration asleep_{0};
};

}  // namespace lockstep::test
