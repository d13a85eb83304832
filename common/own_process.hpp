// Runs this program again as a process of its own, so that a fault that ends a process
// does not end the one that explains it. Source: POSIX posix_spawn, waitpid; Linux
// /proc/self/exe.
#pragma once

#include <string>
#include <vector>

namespace lockstep {

struct Ended {
    std::string output;  // standard output and error, in the order they were written
    int exit_code = 0;   // as a shell reports it: 128 + signal when a signal ended it
    std::string how;     // "128 + 6 (SIGABRT)", or "it returned from main"
};

// Blocks until that process has ended. Throws std::system_error when it cannot be
// started.
Ended run_self(const std::vector<std::string>& arguments);

}  // namespace lockstep
