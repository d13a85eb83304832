// Fault: a child is started and never waited for. When it has ended, the system keeps its
// exit code until somebody asks: a zombie. It takes no memory, but a process id, and
// those run out.
#pragma once

#include <cstdlib>
#include <fstream>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

#include "lessons/06_multiprocess_armstrong/processes/child_process.hpp"

namespace lockstep::zombie {

// What Linux says of a process: 'R' it runs, 'S' it sleeps, 'Z' it is a zombie; '-' it is
// not there.
inline char state(pid_t pid) {
    std::ifstream file{"/proc/" + std::to_string(pid) + "/stat"};
    std::string line;
    std::getline(file, line);
    const auto bracket = line.rfind(')');  // the name stands before, and may have its own
    return bracket == line.npos ? '-' : line.at(bracket + 2);
}

// Both return what is there of the child after it has ended.
inline char broken() {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(EXIT_SUCCESS);
    siginfo_t end{};
    ::waitid(P_PID, static_cast<id_t>(child), &end, WEXITED | WNOWAIT);  // it has ended
    const char seen = state(child);  // wrong: nobody has asked for its exit code
    ::waitpid(child, nullptr, 0);    // so that this program leaves none
    return seen;
}

// The mend: whoever starts a child waits for it; here the destructor does.
inline char mended() {
    pid_t pid = -1;
    {
        const ChildProcess child = ChildProcess::fork(
            "child", FileDescriptor{}, [](FileDescriptor) { return EXIT_SUCCESS; });
        pid = child.pid();
    }
    return state(pid);
}

}  // namespace lockstep::zombie
