#include "lessons/05_thread_pool/programs/farewells.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <iterator>
#include <system_error>
#include <utility>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "common/console.hpp"

namespace lockstep {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

Farewells::Farewells(std::size_t limit, milliseconds moment)
    : limit_{limit}, moment_{moment}, bell_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)} {
    if (!bell_.is_open())
        throw std::system_error{errno, std::generic_category(), "cannot make an eventfd"};
    thread_ = std::jthread{[this](const std::stop_token& stop) { see_off(stop); }};
}

Farewells::~Farewells() {
    thread_.request_stop();
    ring();
    thread_.join();
}

void Farewells::add(TcpStream client) {
    {
        const std::lock_guard lock{mutex_};
        if (all_ >= limit_) return;  // and the client is closed
        ++all_;
        added_.push_back({std::move(client), Clock::now() + moment_});
    }
    ring();
}

std::size_t Farewells::size() const {
    const std::lock_guard lock{mutex_};
    return all_;
}

void Farewells::ring() const {
    const std::uint64_t one = 1;
    // It fails only when the counter is full: then the bell rings already.
    [[maybe_unused]] const auto written = ::write(bell_.get(), &one, sizeof one);
}

void Farewells::see_off(const std::stop_token& stop) {
    name_thread("farewells");
    std::vector<Parting> leaving;
    while (!stop.stop_requested()) {
        wait_for_somebody(leaving);
        take_new_ones(leaving);
        const auto gone = std::erase_if(leaving, [](Parting& parting) {
            parting.client.finish({milliseconds{0}, parting.deadline});
            return parting.client.peer_has_left() || Clock::now() >= parting.deadline;
        });
        const std::lock_guard lock{mutex_};
        all_ -= gone;
    }
}

// Or for the first of their deadlines, which is that of the one who came first.
void Farewells::wait_for_somebody(const std::vector<Parting>& leaving) const {
    std::vector<pollfd> watched{{bell_.get(), POLLIN, 0}};
    for (const auto& parting : leaving)
        watched.push_back({parting.client.descriptor(), POLLIN | POLLRDHUP, 0});
    int timeout = -1;
    if (!leaving.empty()) {
        const auto left =
            std::chrono::ceil<milliseconds>(leaving.front().deadline - Clock::now());
        timeout = static_cast<int>(std::max(left, milliseconds{0}).count());
    }
    ::poll(watched.data(), watched.size(), timeout);
    std::uint64_t rung = 0;
    [[maybe_unused]] const auto count = ::read(bell_.get(), &rung, sizeof rung);
}

void Farewells::take_new_ones(std::vector<Parting>& leaving) {
    const std::lock_guard lock{mutex_};
    std::ranges::move(added_, std::back_inserter(leaving));
    added_.clear();
}

}  // namespace lockstep
