#include "tests/exercises/grader/time_flies.hpp"

#include <linux/poll.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace lockstep::grader {

std::atomic<bool> time_flies{false};

}  // namespace lockstep::grader

// In place of libc's.
extern "C" int poll(pollfd* what, unsigned long count, int timeout) {
    const bool flies =
        lockstep::grader::time_flies && count > 0 && (what->events & POLLIN) != 0;
    return static_cast<int>(
        ::syscall(SYS_poll, what, count, flies && timeout > 0 ? 0 : timeout));
}
