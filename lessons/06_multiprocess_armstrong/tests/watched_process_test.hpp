// A process that is not our child, for tests that kill it or want to see it go.
#pragma once

#include <csignal>
#include <regex>
#include <string>
#include <vector>

#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common/file_descriptor.hpp"

namespace lockstep::test {

// Must be made while the process is known to be there: from then on it can be mistaken
// for no other, even when its id is used again.
class WatchedProcess {
  public:
    explicit WatchedProcess(pid_t pid)
        : end_{static_cast<int>(::syscall(SYS_pidfd_open, pid, 0))} {}

    void kill() const {
        ::syscall(SYS_pidfd_send_signal, end_.get(), SIGKILL, nullptr, 0);
    }

    // Blocks until it has ended; false when it still runs after 20 s, which bounds a
    // hang.
    bool ends() const {
        if (!end_.is_open()) return true;  // it had ended before we could look
        pollfd watched{end_.get(), POLLIN, 0};
        return ::poll(&watched, 1, 20'000) == 1;
    }

  private:
    FileDescriptor end_;
};

// The processes that `lesson06 survive` has named so far: "… kill -9 4711".
inline std::vector<pid_t> invited_to_kill(const std::string& output) {
    static const std::regex invitation{R"(kill -9 (\d+)\s)"};
    std::vector<pid_t> pids;
    for (std::sregex_iterator i{output.begin(), output.end(), invitation}, end; i != end;
         ++i)
        pids.push_back(std::stoi((*i)[1]));
    return pids;
}

}  // namespace lockstep::test
