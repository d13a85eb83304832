// A program that was started in a session of its own, with pipes for what it writes.
// Used by run_command.cpp alone.
#pragma once

#include <chrono>
#include <vector>

#include <sys/types.h>

#include "common/file_descriptor.hpp"
#include "exercises/runner/run_command.hpp"

namespace lockstep::learn {

using Clock = std::chrono::steady_clock;

struct ChildProcess {
    pid_t pid = -1;        // and the id of its process group
    FileDescriptor ended;  // readable when it has ended
    FileDescriptor out, err;
};

// Throws std::system_error that names the program.
ChildProcess start(const Command& command);

// Waits for a child that has ended, or soon will: its exit code as a shell reports it.
int reap(pid_t child);

// All other children of this process, adopted ones too, may go on until then; who still
// runs is killed. All are waited for.
void end_other_children(Clock::time_point deadline);

}  // namespace lockstep::learn
