#include "common/pace.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <fmt/format.h>

#include "common/screen.hpp"
#include "common/visible_text.hpp"

namespace lockstep {

Pace::Pace(Mode mode, std::stop_token stop, std::chrono::milliseconds moment)
    : mode_{mode}, stop_{std::move(stop)}, moment_{moment} {
    if (mode_ == Mode::full_speed) return;
    stop_event_ = ::eventfd(0, EFD_CLOEXEC);
    if (stop_event_ < 0)
        throw std::system_error{errno, std::generic_category(), "eventfd"};
    on_stop_.emplace(stop_, [this] { ::eventfd_write(stop_event_, 1); });
}

Pace::~Pace() {
    on_stop_.reset();
    if (stop_event_ >= 0) ::close(stop_event_);
}

// Whoever holds turn_ leaves at the first sign of a stop, so those who wait for it
// follow.
void Pace::hand_over(std::string_view what_comes_next) {
    if (mode_ == Mode::full_speed) return;
    std::scoped_lock one_at_a_time{turn_};
    if (stop_.stop_requested()) return;
    if (mode_ == Mode::slow) {
        pollfd stopped{stop_event_, POLLIN, 0};
        ::poll(&stopped, 1, static_cast<int>(moment_.count()));
    } else if (input_open_) {
        screen::Prompt prompt{fmt::format("[Enter] next: {}", visible(what_comes_next))};
        wait_for_enter();
    }
}

void Pace::wait_for_enter() {
    while (enters_ == 0 && input_open_) {
        std::array<pollfd, 2> ready{
            {{stop_event_, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}}};
        if (::poll(ready.data(), ready.size(), -1) < 0 && errno != EINTR)
            input_open_ = false;
        if (ready[0].revents != 0) return;
        if (ready[1].revents != 0) read_enters();
    }
    if (enters_ > 0) --enters_;
}

void Pace::read_enters() {
    std::array<char, 256> bytes;
    const ssize_t count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    if (count > 0) {
        enters_ += static_cast<std::size_t>(
            std::count(bytes.begin(), bytes.begin() + count, '\n'));
    } else if (count == 0 || (errno != EINTR && errno != EAGAIN)) {
        input_open_ = false;
    }
}

}  // namespace lockstep
