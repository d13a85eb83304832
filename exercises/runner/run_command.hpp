// Runs another program to its end, or kills it with all that it started.
//
// One at a time in a process: what a program leaves behind becomes our child (Linux:
// PR_SET_CHILD_SUBREAPER) and is killed when that program has ended, also when it moved
// to a session of its own. Source: POSIX posix_spawn; Linux pidfd_open, prctl.
#pragma once

#include <chrono>
#include <stop_token>
#include <string>
#include <vector>

namespace lockstep::learn {

struct Command {
    std::vector<std::string> words;
    std::string folder = {};                    // where it runs; empty: here
    std::vector<std::string> environment = {};  // "NAME=value", added to ours
    std::string input = {};                     // what it may read: a few lines
    bool errors_among_output = false;           // standard error goes into Outcome::out
    std::chrono::milliseconds limit{std::chrono::hours{1}};  // then it is killed
};

struct Outcome {
    int exit_code = -1;  // as a shell reports it: 128 + signal when a signal ended it
    std::string out;     // the last megabytes of it
    std::string err;
    bool timed_out = false;
    bool stopped = false;  // the stop token said so
};

// Blocks until the program and what it started have ended. Throws std::system_error when
// it cannot be started.
Outcome run_command(const Command& command, const std::stop_token& stop = {});

}  // namespace lockstep::learn
