// Runs a program as its user would, and says what came of it.
#pragma once

#include <chrono>
#include <csignal>
#include <string>
#include <vector>

#include <sys/types.h>

namespace lockstep::test {

struct RunResult {
    int exit_code = -1;  // as a shell reports it: 128 + signal when a signal ended it
    std::string out;
    std::string err;
    bool timed_out = false;  // it was killed because it did not end in time
};

struct RunOptions {
    std::string input;                        // given to its standard input, then closed
    std::vector<std::string> environment;     // "NAME=value", added to ours
    std::string folder;                       // where it runs; empty: here
    std::chrono::seconds limit{20};           // then it is killed, with its children
};

// Blocks until the program has ended. Throws std::system_error when it cannot be started.
RunResult run_program(const std::vector<std::string>& command, const RunOptions& options = {});

// A program that goes on while the test does something else. Killed, with its children, and
// waited for by the destructor.
class RunningProgram {
  public:
    explicit RunningProgram(const std::vector<std::string>& command, const RunOptions& options = {});
    ~RunningProgram();
    RunningProgram(const RunningProgram&) = delete;
    RunningProgram& operator=(const RunningProgram&) = delete;

    pid_t pid() const { return pid_; }
    void send_signal(int signal) const;
    // Blocks until its output (standard output and error together) contains `text`; false when it
    // ended, or the limit passed, without it.
    bool wait_for_output(const std::string& text);
    RunResult wait();  // blocks until it has ended

  private:
    pid_t pid_ = -1;
    // Implementation is free to add members.
};

// A fresh empty folder, removed with its contents by the destructor.
class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

}  // namespace lockstep::test
