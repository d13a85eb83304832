#include "lessons/06_multiprocess_armstrong/processes/child_process.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/system_failure.hpp"

namespace lockstep {
namespace {

// Not pidfd_open(): in Debian 12 C++ cannot link what <sys/pidfd.h> declares.
int open_pidfd(pid_t pid) {
    return static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
}

}  // namespace

std::string in_words(const Ending& ending) {
    if (ending.signal == 0) return fmt::format("exit code {}", ending.exit_code);
    const char* name = ::sigabbrev_np(ending.signal);
    return fmt::format("signal {} (SIG{})", ending.signal, name ? name : "?");
}

ChildProcess::ChildProcess(std::string name, pid_t pid)
    : name_{std::move(name)}, pid_{pid}, end_{open_pidfd(pid)} {
    if (end_.is_open()) return;
    const int error = errno;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    throw_system_error(error, "pidfd_open");
}

ChildProcess::~ChildProcess() {
    if (!end_.is_open() || ending_) return;  // moved from, or waited for
    kill(SIGKILL);
    wait();
}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
    std::swap(name_, other.name_);
    std::swap(pid_, other.pid_);
    std::swap(end_, other.end_);
    std::swap(ending_, other.ending_);
    return *this;
}

Ending ChildProcess::wait() {
    if (ending_) return *ending_;
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0)
        if (errno != EINTR) throw_system_error(errno, "waitpid");
    ending_ = WIFSIGNALED(status) ? Ending{0, WTERMSIG(status)}
                                  : Ending{WEXITSTATUS(status), 0};
    return *ending_;
}

std::optional<Ending> ChildProcess::wait_for(std::chrono::milliseconds limit) {
    using Clock = std::chrono::steady_clock;
    if (ending_) return ending_;
    const auto end = Clock::now() + limit;
    for (;;) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
        pollfd watched{end_.get(), POLLIN, 0};
        const auto wait_ms = std::clamp<long>(left.count(), 0, 3'600'000);
        const int ready = ::poll(&watched, 1, static_cast<int>(wait_ms));
        if (ready > 0) return wait();
        if (ready < 0 && errno != EINTR) throw_system_error(errno, "poll");
        if (left.count() <= 0) return std::nullopt;
    }
}

void ChildProcess::kill(int signal) {
    if (!ending_) ::kill(pid_, signal);  // until it is waited for, the id is its own
}

}  // namespace lockstep
