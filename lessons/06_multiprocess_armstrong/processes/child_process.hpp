// A child process: started, waited for, killed. What Python calls
// multiprocessing.Process.
//
// A child gets one socket from its parent and no other descriptor but the standard three:
// when either ends, the other sees the end of the socket. A child is killed when the
// thread that started it ends, so no orphan is left. Ctrl-C does not reach it: its parent
// decides. Not to be shared by threads. Sources: POSIX fork, posix_spawn, waitpid; Linux
// pidfd_open, PR_SET_PDEATHSIG.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "common/file_descriptor.hpp"

namespace lockstep {

// Two ends of one line; what is written to one is read from the other. No program that
// this one starts inherits them unasked.
struct SocketPair {
    SocketPair();  // throws std::system_error when no descriptor is left
    FileDescriptor parents, childs;
};

// How a process ended.
struct Ending {
    int exit_code = 0;  // when signal is 0
    int signal = 0;
    bool well() const { return exit_code == 0 && signal == 0; }
};
std::string in_words(const Ending& ending);  // "exit code 3", "signal 9 (SIGKILL)"

class ChildProcess {
  public:
    using Body = std::function<int(FileDescriptor socket)>;

    // A copy of this process, in which `body` runs; what it returns is the exit code. The
    // text of an exception goes to standard error, and the exit code is 1. Must be called
    // while this process has one thread: see Program::before_threads. The copy has all
    // memory, as it is now, and none of what comes later.
    static ChildProcess fork(std::string name, FileDescriptor socket, const Body& body);

    // This program, run anew, with these arguments after its name; threads do no harm. It
    // must call socket_from_parent() first. It remembers nothing of this process.
    static ChildProcess start_anew(std::string name, FileDescriptor socket,
                                   const std::vector<std::string>& arguments);

    ~ChildProcess();  // kills it if it still runs, and waits: it leaves no zombie
    ChildProcess(ChildProcess&&) noexcept = default;
    ChildProcess& operator=(ChildProcess&& other) noexcept;

    const std::string& name() const { return name_; }
    pid_t pid() const { return pid_; }
    int descriptor() const { return end_.get(); }  // readable once the child has ended

    // Blocks until the child has ended; wait_for no longer than `limit`. Each may be
    // called again and gives the same answer.
    Ending wait();
    std::optional<Ending> wait_for(std::chrono::milliseconds limit);
    void kill(int signal);  // nothing happens when it has ended

  private:
    ChildProcess(std::string name, pid_t pid);

    std::string name_;
    pid_t pid_ = -1;
    FileDescriptor end_;            // Linux calls it a pidfd
    std::optional<Ending> ending_;  // there once it was waited for
};

// In a program that start_anew began: the socket. Throws std::runtime_error when the
// parent is gone already, or there was none.
FileDescriptor socket_from_parent(pid_t parent);

}  // namespace lockstep
