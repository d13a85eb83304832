#include "lessons/06_multiprocess_armstrong/processes/message_channel.hpp"

#include <array>
#include <cstdint>
#include <utility>

#include <asio/buffer.hpp>
#include <asio/error.hpp>
#include <fmt/format.h>
#include <poll.h>

namespace lockstep {
namespace {

constexpr std::size_t length_bytes = 4;

// Lowest byte first, whatever the processor does.
std::string encoded(std::size_t length) {
    std::string bytes;
    for (std::size_t i = 0; i < length_bytes; ++i)
        bytes += static_cast<char>(length >> (8 * i) & 0xffU);
    return bytes;
}

std::size_t decoded(std::string_view bytes) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < length_bytes; ++i)
        length |= std::size_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    return length;
}

void check_length(std::size_t length) {
    if (length > MessageChannel::largest_message)
        throw ChannelError{fmt::format("a message of {} bytes, of at most {}", length,
                                       MessageChannel::largest_message)};
}

bool is_nothing_yet(const asio::error_code& error) {
    return error == asio::error::would_block || error == asio::error::try_again;
}

// A peer that was killed with messages of ours unread resets the line.
bool is_end(const asio::error_code& error) {
    return error == asio::error::eof || error == asio::error::connection_reset;
}

}  // namespace

MessageChannel::MessageChannel(FileDescriptor socket) : incoming_(length_bytes, '\0') {
    line_->socket.assign(asio::local::stream_protocol{}, socket.get());
    socket.release();  // asio closes it from here on
    line_->socket.non_blocking(true);
}

void MessageChannel::send(std::string_view message) {
    check_length(message.size());
    const std::string head = encoded(message.size());
    const Deadline end = deadline();
    std::size_t sent = 0;
    const std::size_t total = head.size() + message.size();
    while (sent < total) {
        const std::array<asio::const_buffer, 2> left{
            asio::buffer(head) + sent,
            asio::buffer(message) + (sent > head.size() ? sent - head.size() : 0)};
        asio::error_code error;
        sent += line_->socket.write_some(left, error);
        if (is_nothing_yet(error))
            wait_until_ready(POLLOUT, end);
        else if (error)
            throw ChannelError{
                fmt::format("the peer is gone ({} of {} bytes are sent)", sent, total)};
    }
}

std::optional<std::string> MessageChannel::receive() {
    const Deadline end = deadline();
    for (;;) {
        Received received = try_receive();
        if (received.state == State::ended) return std::nullopt;
        if (received.state == State::whole) return std::move(received.message);
        wait_until_ready(POLLIN, end);
    }
}

MessageChannel::Received MessageChannel::try_receive() {
    for (;;) {
        const State state = read_what_is_there();
        if (state != State::whole) return {state, ""};
        if (!std::exchange(in_body_, true)) {
            const std::size_t length = decoded(incoming_);
            check_length(length);
            incoming_.assign(length, '\0');
        } else {
            in_body_ = false;
            std::string message =
                std::exchange(incoming_, std::string(length_bytes, '\0'));
            read_ = 0;
            return {State::whole, std::move(message)};
        }
        read_ = 0;
    }
}

// Fills incoming_. A read gives what has come, seldom all that was asked for.
MessageChannel::State MessageChannel::read_what_is_there() {
    while (read_ < incoming_.size()) {
        asio::error_code error;
        read_ += line_->socket.read_some(asio::buffer(incoming_) + read_, error);
        if (is_nothing_yet(error)) return State::nothing_yet;
        if (!error) continue;
        if (!is_end(error)) throw ChannelError{"cannot read: " + error.message()};
        if (read_ == 0 && !in_body_) return State::ended;
        throw ChannelError{fmt::format("the peer ended in the middle of a message, after "
                                       "{} of {} bytes of its {}",
                                       read_, incoming_.size(),
                                       in_body_ ? "text" : "length")};
    }
    return State::whole;
}

void MessageChannel::wait_until_ready(short events, Deadline end) {
    const Patience patience{std::chrono::hours{1}, end};
    switch (wait_for(descriptor(), events, patience, *wake_up_)) {
    case Waited::woken:
        throw ChannelError{"the wait for a message was ended"};
    case Waited::deadline:
        throw ChannelError{fmt::format("no whole message in {} ms", time_limit_.count())};
    case Waited::ready:
    case Waited::timeout:  // shorter than the deadline: look again
        return;
    }
}

void MessageChannel::finish() noexcept {
    asio::error_code gone;  // then there is nobody to tell
    line_->socket.shutdown(asio::local::stream_protocol::socket::shutdown_send, gone);
}

int MessageChannel::descriptor() {
    return line_->socket.native_handle();
}

}  // namespace lockstep
