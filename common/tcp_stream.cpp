#include "common/tcp_stream.hpp"

#include <array>
#include <utility>
#include <vector>

#include <asio/buffer.hpp>
#include <asio/error.hpp>
#include <poll.h>

#include "common/tcp_socket.hpp"

namespace lockstep {

asio::io_context& tcp_context() {
    static asio::io_context context;
    return context;
}

bool would_block(const asio::error_code& error) {
    return error == asio::error::would_block || error == asio::error::try_again ||
           error == asio::error::interrupted;
}

std::string_view in_words(TcpResult result) {
    switch (result) {
    case TcpResult::ready:
        return "it was done";
    case TcpResult::ended:
        return "it left";
    case TcpResult::timeout:
        return "nothing moved for too long";
    case TcpResult::deadline:
        return "it took too long";
    case TcpResult::woken:
        return "it was stopped";
    case TcpResult::broken:
        return "the connection broke";
    }
    return "";
}

TcpStream::TcpStream(FileDescriptor connected, std::string peer, const WakeUp& wake_up)
    : socket_{std::make_unique<TcpSocket>()}, peer_{std::move(peer)}, wake_up_{&wake_up} {
    auto& socket = socket_->socket;
    // Which family it is matters only to calls that are never made here.
    socket.assign(asio::ip::tcp::v4(), connected.get());
    connected.release();
    socket.non_blocking(true);
    // Whole messages are written at once: none must wait for the answer to the one
    // before.
    asio::error_code ignored;  // the peer may have left already
    socket.set_option(asio::ip::tcp::no_delay{true}, ignored);
}

TcpStream::TcpStream(TcpStream&&) noexcept = default;
TcpStream& TcpStream::operator=(TcpStream&&) noexcept = default;
TcpStream::~TcpStream() = default;

int TcpStream::descriptor() const {
    return socket_->socket.native_handle();
}

// The deadline counts first: a peer that always has more to say is ready for ever.
TcpResult TcpStream::wait(short events, const Patience& patience) const {
    if (std::chrono::steady_clock::now() >= patience.deadline) return TcpResult::deadline;
    switch (wait_for(socket_->socket.native_handle(), events, patience, *wake_up_)) {
    case Waited::ready:
        return TcpResult::ready;
    case Waited::timeout:
        return TcpResult::timeout;
    case Waited::deadline:
        return TcpResult::deadline;
    case Waited::woken:
        return TcpResult::woken;
    }
    return TcpResult::broken;
}

TcpRead TcpStream::read_some(std::span<char> buffer, const Patience& patience) {
    for (;;) {
        const auto waited = wait(POLLIN, patience);
        if (waited != TcpResult::ready) return {waited, 0};
        asio::error_code error;
        const auto count =
            socket_->socket.read_some(asio::buffer(buffer.data(), buffer.size()), error);
        if (!error) return {TcpResult::ready, count};
        if (error == asio::error::eof) return {TcpResult::ended, 0};
        if (!would_block(error)) return {TcpResult::broken, 0};
    }
}

TcpResult TcpStream::write_all(std::string_view bytes, const Patience& patience) {
    return write_all(std::span{&bytes, 1}, patience);
}

TcpResult TcpStream::write_all(std::span<const std::string_view> buffers,
                               const Patience& patience) {
    std::vector<asio::const_buffer> left;
    for (const auto buffer : buffers)
        if (!buffer.empty()) left.emplace_back(buffer.data(), buffer.size());
    for (auto next = left.begin(); next != left.end();) {
        asio::error_code error;
        auto count = socket_->socket.write_some(std::vector(next, left.end()), error);
        if (error && !would_block(error)) return TcpResult::broken;
        for (; next != left.end() && count >= next->size(); ++next) count -= next->size();
        if (next == left.end()) break;
        *next += count;
        const auto waited = wait(POLLOUT, patience);  // the kernel would take no more
        if (waited != TcpResult::ready) return waited;
    }
    return TcpResult::ready;
}

bool TcpStream::peer_has_left() const {
    pollfd watched{socket_->socket.native_handle(), POLLRDHUP, 0};
    return ::poll(&watched, 1, 0) > 0;
}

bool TcpStream::woken() const {
    pollfd watched{wake_up_->descriptor(), POLLIN, 0};
    return ::poll(&watched, 1, 0) > 0;
}

void TcpStream::finish(const Patience& patience) {
    asio::error_code ignored;  // a connection that is gone has been closed already
    socket_->socket.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    std::array<char, 4096> dropped;
    while (read_some(dropped, patience).result == TcpResult::ready) continue;
}

void TcpStream::limit_send_buffer(int bytes) {
    asio::error_code ignored;  // advice to the kernel
    socket_->socket.set_option(asio::socket_base::send_buffer_size{bytes}, ignored);
}

}  // namespace lockstep
