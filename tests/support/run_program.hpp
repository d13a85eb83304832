// Runs a program as its user would, and says what came of it.
#pragma once

#include <chrono>
#include <csignal>
#include <memory>
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

// Only to tell a program that hangs. Under a sanitizer everything takes many times as
// long.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr std::chrono::seconds patience{60};
#else
constexpr std::chrono::seconds patience{20};
#endif

struct RunOptions {
    std::string input = {};  // given to its standard input, then closed
    // "NAME=value" is added to ours; "NAME" removes one.
    std::vector<std::string> environment = {};
    std::string folder = {};               // where it runs; empty: here
    std::chrono::seconds limit{patience};  // then it is killed, with its children
    bool keep_input_open = false;          // for RunningProgram::type()
    // On a terminal of its own, 80 by 24, that is its standard input, output (all of it
    // in `out`) and error. Typed characters are echoed; "\x03" is Ctrl-C, "\x04" Ctrl-D.
    bool terminal = false;
};

// Blocks until the program has ended. Throws std::system_error when it cannot be started.
RunResult run_program(const std::vector<std::string>& command,
                      const RunOptions& options = {});

// A program that goes on while the test does something else. Killed, with its children,
// and waited for by the destructor. Any thread may call any member.
class RunningProgram {
  public:
    explicit RunningProgram(const std::vector<std::string>& command,
                            const RunOptions& options = {});
    ~RunningProgram();
    RunningProgram(const RunningProgram&) = delete;
    RunningProgram& operator=(const RunningProgram&) = delete;

    pid_t pid() const { return pid_; }
    void send_signal(int signal) const;  // nothing happens when it has ended
    // More for its standard input; needs keep_input_open or terminal. Does not block.
    void type(const std::string& text);
    void close_input();
    // Blocks until its output (standard output and error together) contains `text`; false
    // when it ended, or the limit passed, without it.
    bool wait_for_output(const std::string& text);
    std::string output_so_far() const;  // standard output and error together
    RunResult wait();                   // blocks until it has ended

  private:
    class Pump;  // moves bytes between the program's pipes and us, on a thread of its own
    std::unique_ptr<Pump> pump_;
    pid_t pid_ = -1;
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
