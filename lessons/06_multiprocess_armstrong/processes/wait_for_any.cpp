#include "lessons/06_multiprocess_armstrong/processes/wait_for_any.hpp"

#include <algorithm>
#include <cerrno>
#include <limits>
#include <system_error>

#include <poll.h>

namespace lockstep {

std::vector<bool> wait_for_any(const std::vector<int>& descriptors,
                               std::chrono::milliseconds limit) {
    std::vector<pollfd> watched;
    for (const int descriptor : descriptors) watched.push_back({descriptor, POLLIN, 0});
    constexpr std::chrono::milliseconds longest{std::numeric_limits<int>::max()};
    const auto wait = std::clamp(limit, std::chrono::milliseconds{0}, longest);
    const int count =
        ::poll(watched.data(), watched.size(), static_cast<int>(wait.count()));
    if (count < 0 && errno != EINTR)
        throw std::system_error{errno, std::generic_category(), "poll"};
    std::vector<bool> ready;
    for (const pollfd& one : watched) ready.push_back(count > 0 && one.revents != 0);
    return ready;
}

}  // namespace lockstep
