#include "common/bounded_wait.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace lockstep {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

WakeUp::WakeUp() : event_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)} {
    if (!event_.is_open())
        throw std::system_error{errno, std::generic_category(), "cannot make an eventfd"};
}

void WakeUp::ring() noexcept {
    const std::uint64_t one = 1;
    // It fails only when the counter is full: then it is readable already.
    [[maybe_unused]] const auto written = ::write(event_.get(), &one, sizeof one);
}

namespace {

int poll_timeout(Clock::time_point end) {
    const auto left = std::chrono::ceil<milliseconds>(end - Clock::now());
    return static_cast<int>(
        std::clamp(left, milliseconds{0}, milliseconds{3'600'000}).count());
}

}  // namespace

Waited wait_for(int socket, short events, const Patience& patience,
                const WakeUp& wake_up) {
    const auto end = std::min(Clock::now() + patience.wait, patience.deadline);
    std::array<pollfd, 2> watched{
        {{wake_up.descriptor(), POLLIN, 0}, {socket, events, 0}}};
    for (;;) {
        const int ready = ::poll(watched.data(), watched.size(), poll_timeout(end));
        if (ready < 0 && errno != EINTR)
            throw std::system_error{errno, std::generic_category(), "poll"};
        if (ready > 0) return watched[0].revents != 0 ? Waited::woken : Waited::ready;
        if (Clock::now() >= patience.deadline) return Waited::deadline;
        if (Clock::now() >= end) return Waited::timeout;
    }
}

}  // namespace lockstep
