#include "tests/support/watch.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <new>
#include <string>
#include <string_view>
#include <system_error>

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/may_take.hpp"
#include "tests/support/processes.hpp"
#include "tests/support/run_program.hpp"

namespace lockstep::test {
namespace {

using namespace std::chrono_literals;

constexpr auto times_as_long = patience / 20s;  // under a sanitizer

bool is_debugged(pid_t process) {
    std::ifstream status{"/proc/" + std::to_string(process) + "/status"};
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("TracerPid:")) return line != "TracerPid:\t0";
    return false;
}

bool is_off() {
    const char* wish = std::getenv("LOCKSTEP_WATCH");
    return (wish != nullptr && wish == std::string_view{"off"}) ||
           is_debugged(::getpid());
}

// The signals that wake the watcher. While this lives they wait for next().
class Signals {
  public:
    Signals() {
        sigemptyset(&set_);
        for (const int signal : {SIGCHLD, SIGINT, SIGTERM, SIGHUP})
            sigaddset(&set_, signal);
        ::sigprocmask(SIG_BLOCK, &set_, &before_);
    }
    void as_before() const { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }
    // Blocks for 100 ms at most; 0 when none has come.
    int next() const {
        const timespec time{0, 100'000'000};
        const int signal = ::sigtimedwait(&set_, nullptr, &time);
        return signal > 0 ? signal : 0;
    }

  private:
    sigset_t set_, before_;
};

[[noreturn]] void end_by(int signal) {
    const rlimit no_second_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_second_core);
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, signal);
    std::signal(signal, SIG_DFL);
    ::raise(signal);
    ::sigprocmask(SIG_UNBLOCK, &one, nullptr);
    ::_exit(128 + signal);
}

[[noreturn]] void end_as(int status) {
    end_all_below();
    if (WIFSIGNALED(status)) end_by(WTERMSIG(status));
    ::_exit(WEXITSTATUS(status));
}

// Orphans of the test come to us when they end.
void end_if_over(pid_t test) {
    for (;;) {
        int status = 0;
        const pid_t ended = ::waitpid(-1, &status, WNOHANG);
        if (ended == test) end_as(status);
        if (ended <= 0) return;
    }
}

[[noreturn]] void end_hanging(const std::string& how, const Processes& processes) {
    const auto where = where_threads_sleep(processes);
    end_all_below();
    std::fprintf(stderr, "%s\n%s\n%s", watched().name, how.c_str(), where.c_str());
    std::fprintf(
        stderr, "How this is found, and how it is turned off: tests/support/watch.hpp\n");
    std::fflush(nullptr);
    ::_exit(EXIT_FAILURE);
}

// Looks at the test and all that it has started.
class Watcher {
  public:
    explicit Watcher(pid_t test) : test_{test} {}

    void look() {
        const auto processes = processes_below(::getpid());
        Activity all;
        for (const pid_t process : processes) {
            const Activity one = activity_of({process});
            all.runs |= one.runs;
            all.processor_time +=
                std::max(one.processor_time, exact_processor_time(process));
            all.threads += one.threads;
            look_at(process, one.processor_time);
        }
        sleep_.look(all);
        if (sleep_.asleep() < times_as_long * watched().may_sleep.load()) return;
        for (const pid_t process : processes)
            if (is_debugged(process)) return;
        end_hanging("hangs: all " + std::to_string(all.threads) + " threads sleep",
                    processes);
    }

  private:
    void look_at(pid_t process, std::chrono::microseconds processor_time) {
        if (const int now = watched().tests; process == test_ && now != tests_) {
            tests_ = now;
            before_ = processor_time;  // what the tests before this one have used
        }
        if (process == test_) processor_time -= before_;
        const auto limit = times_as_long * watched().may_compute.load();
        if (processor_time < limit || is_debugged(process)) return;
        end_hanging("comes to no end: it computes and computes", {process});
    }

    const pid_t test_;
    SleepWatch sleep_;
    int tests_ = 0;
    std::chrono::microseconds before_{0};
};

[[noreturn]] void watch(pid_t test, const Signals& signals) {
    for (Watcher watcher{test};;) {
        const int signal = signals.next();
        end_if_over(test);
        if (signal == 0) watcher.look();
        if (signal == 0 || signal == SIGCHLD) continue;
        end_all_below();
        end_by(signal);
    }
}

}  // namespace

Watched& watched() {
    static Watched* const both_see = [] {
        void* memory = ::mmap(nullptr, sizeof(Watched), PROT_READ | PROT_WRITE,
                              MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED)
            throw std::system_error{errno, std::generic_category(), "mmap"};
        return new (memory) Watched;
    }();
    return *both_see;
}

int run_watched(const std::function<int()>& tests) {
    if (is_off()) return tests();
    (void)watched();
    std::fflush(nullptr);
    const Signals signals;
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    const pid_t test = ::fork();
    if (test < 0) throw std::system_error{errno, std::generic_category(), "fork"};
    if (test > 0) watch(test, signals);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    signals.as_before();
    std::setvbuf(stdout, nullptr, _IOLBF, 0);  // what it has said is there if it hangs
    return tests();
}

}  // namespace lockstep::test
