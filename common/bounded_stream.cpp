#include "common/bounded_stream.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>

namespace lockstep {

BoundedStream::BoundedStream(int socket, const WakeUp& wake_up, Patience patience)
    : socket_{socket}, wake_up_{wake_up}, patience_{patience} {}

void BoundedStream::begin(Patience patience) {
    patience_ = patience;
    anything_came_ = has_unread_bytes();
    head_is_over_ = false;
    head_size_ = line_size_ = 0;
}

bool BoundedStream::wait_for_bytes(const Patience& patience) {
    if (has_unread_bytes()) return true;
    return wait_for(socket_, POLLIN, patience, wake_up_) == Waited::ready;
}

bool BoundedStream::pause(std::chrono::milliseconds time) {
    return wait_for(-1, 0, {time, patience_.deadline}, wake_up_) == Waited::timeout;
}

ssize_t BoundedStream::give_up(End why) {
    if (end_ == End::none) end_ = why;
    return -1;
}

bool BoundedStream::wait(short events) {
    switch (wait_for(socket_, events, patience_, wake_up_)) {
    case Waited::ready:
        return true;
    case Waited::timeout:
        give_up(End::timeout);
        break;
    case Waited::deadline:
        give_up(End::deadline);
        break;
    case Waited::woken:
        give_up(End::woken);
        break;
    }
    return false;
}

bool BoundedStream::fill() {
    while (wait(POLLIN)) {
        const auto count = ::recv(socket_, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
        if (count > 0) {
            anything_came_ = true;
            next_ = 0;
            filled_ = static_cast<std::size_t>(count);
            return true;
        }
        if (count == 0) give_up(End::closed);
        if (count < 0 && errno != EINTR && errno != EAGAIN) give_up(End::reset);
        if (end_ != End::none) return false;
    }
    return false;
}

// httplib reads lines, and only lines, byte by byte: the place to notice one without end.
bool BoundedStream::line_goes_on(char byte) {
    ++line_size_;
    if (!head_is_over_) ++head_size_;
    if (line_size_ > max_line || head_size_ > max_head) return false;
    if (byte == '\n') line_size_ = 0;
    return true;
}

ssize_t BoundedStream::read(char* bytes, std::size_t size) {
    if (end_ != End::none || (!has_unread_bytes() && !fill()))
        return end_ == End::closed ? 0 : -1;
    const auto count = std::min(size, filled_ - next_);
    std::memcpy(bytes, buffer_.data() + next_, count);
    next_ += count;
    if (size == 1 && !line_goes_on(*bytes)) return give_up(End::too_long);
    return static_cast<ssize_t>(count);
}

ssize_t BoundedStream::write(const char* bytes, std::size_t size) {
    std::size_t sent = 0;
    while (end_ == End::none && sent < size && wait(POLLOUT)) {
        const auto count =
            ::send(socket_, bytes + sent, size - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count >= 0)
            sent += static_cast<std::size_t>(count);
        else if (errno != EINTR && errno != EAGAIN)
            give_up(End::reset);
    }
    return end_ == End::none ? static_cast<ssize_t>(size) : -1;
}

// Nobody asks: the server listens on this machine only.
void BoundedStream::get_remote_ip_and_port(std::string& ip, int& port) const {
    ip.clear();
    port = -1;
}
void BoundedStream::get_local_ip_and_port(std::string& ip, int& port) const {
    ip.clear();
    port = -1;
}

}  // namespace lockstep
