#include "common/tcp_listener.hpp"

#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <asio/error.hpp>
#include <asio/ip/address.hpp>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>

#include "common/console.hpp"
#include "common/tcp_connect.hpp"
#include "common/tcp_socket.hpp"

namespace lockstep {

using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

namespace {

std::system_error system_error(const std::string& what) {
    return {errno, std::generic_category(), what};
}

std::string name_of(const tcp::endpoint& endpoint) {
    return host_and_port(endpoint.address().to_string(), endpoint.port());
}

}  // namespace

// Both kinds of sockets are made by the kernel's own calls, which keep them from child
// processes from the first moment; asio's do not.
class TcpListener::Acceptor {
  public:
    explicit Acceptor(const tcp::endpoint& endpoint) : acceptor{tcp_context()} {
        FileDescriptor socket{
            ::socket(endpoint.protocol().family(), SOCK_STREAM | SOCK_CLOEXEC, 0)};
        if (!socket.is_open()) throw system_error("socket");
        acceptor.assign(endpoint.protocol(), socket.get());
        socket.release();
        acceptor.set_option(tcp::acceptor::reuse_address{true});
        acceptor.bind(endpoint);
        acceptor.listen(SOMAXCONN);
        acceptor.non_blocking(true);
    }
    // Not open when nobody is there any more, or no descriptor is left; see errno.
    FileDescriptor accept(tcp::endpoint& peer) {
        auto size = static_cast<socklen_t>(peer.capacity());
        return FileDescriptor{
            ::accept4(acceptor.native_handle(), peer.data(), &size, SOCK_CLOEXEC)};
    }
    tcp::acceptor acceptor;
};

TcpListener::TcpListener(const std::string& address, int port, const WakeUp& wake_up)
    : wake_up_{wake_up} {
    const auto cannot = fmt::format("cannot listen at {}", host_and_port(address, port));
    asio::error_code error;
    const auto ip = asio::ip::make_address(address, error);
    if (error) throw std::runtime_error{cannot + ": that is no IP address"};
    if (port < 0 || port > 65535) throw std::runtime_error{cannot + ": no such port"};
    try {
        acceptor_ = std::make_unique<Acceptor>(
            tcp::endpoint{ip, static_cast<asio::ip::port_type>(port)});
        port_ = acceptor_->acceptor.local_endpoint().port();
    } catch (const std::system_error& why) {
        // In the standard's category, so that it equals std::errc::address_in_use.
        throw std::system_error{why.code().value(), std::generic_category(), cannot};
    }
}

TcpListener::~TcpListener() = default;

std::optional<TcpStream> TcpListener::accept() {
    while (wait_for_client()) {
        tcp::endpoint peer;
        auto client = acceptor_->accept(peer);
        const int error = client.is_open() ? 0 : errno;
        if (error == EAGAIN || error == EINTR || error == ECONNABORTED) continue;
        const bool already_said = std::exchange(cannot_accept_, error != 0);
        if (error != 0 && !already_said)
            say_error("new clients wait: {}", std::generic_category().message(error));
        if (error == 0) return TcpStream{std::move(client), name_of(peer), wake_up_};
    }
    return std::nullopt;
}

bool TcpListener::has_client() const {
    pollfd watched{acceptor_->acceptor.native_handle(), POLLIN, 0};
    return ::poll(&watched, 1, 0) > 0;
}

// As long as no descriptor is left, poll() goes on to report the client that nobody can
// accept: not to look for a moment is what keeps this thread from spinning.
bool TcpListener::wait_for_client() const {
    using namespace std::chrono_literals;
    const auto never = Clock::time_point::max();
    if (cannot_accept_ && wait_for(-1, 0, {100ms, never}, wake_up_) == Waited::woken)
        return false;
    const int socket = acceptor_->acceptor.native_handle();
    for (;;) {
        const auto waited = wait_for(socket, POLLIN, {1h, never}, wake_up_);
        if (waited != Waited::timeout) return waited == Waited::ready;
    }
}

}  // namespace lockstep
