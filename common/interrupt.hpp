// Ctrl-C and SIGTERM as a std::stop_source.
//
// Create one in main, before any other thread: it blocks both signals in this thread,
// threads started later inherit that, and one thread of its own waits for them. The first
// signal requests a stop; the second ends the process at once, in case something does not
// listen. A child process inherits the blocked signals: whoever starts one must unblock
// them there. Source: POSIX sigwait; https://en.cppreference.com/w/cpp/thread/stop_source
#pragma once

#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace lockstep {

class Interrupt {
  public:
    Interrupt();
    ~Interrupt();  // gives the signals their former meaning back
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    std::stop_token token() const { return source_.get_token(); }
    // 128 + the signal's number once one came, else 0: what a shell expects as exit code.
    int exit_code() const;

  private:
    void wait_for_signals();

    std::stop_source source_;
    // 0: none came yet   else: the first signal's number. Set before the stop is
    // requested.
    std::atomic<int> signal_{0};
    sigset_t former_mask_{};
    struct sigaction former_int_ {};
    struct sigaction former_term_ {};
    std::thread watcher_;
};

}  // namespace lockstep
