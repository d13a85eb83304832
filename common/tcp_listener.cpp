#include "common/tcp_listener.hpp"

#include <chrono>
#include <stdexcept>
#include <utility>

#include <asio/error.hpp>
#include <asio/ip/address.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>

#include "common/console.hpp"
#include "common/tcp_connect.hpp"
#include "common/tcp_socket.hpp"

namespace lockstep {

using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

namespace {

// Neither asio nor the kernel's accept() keeps a socket from child processes.
void keep_from_children(int socket) {
    ::fcntl(socket, F_SETFD, FD_CLOEXEC);
}

std::string name_of(const tcp::endpoint& endpoint) {
    return host_and_port(endpoint.address().to_string(), endpoint.port());
}

}  // namespace

class TcpListener::Acceptor {
  public:
    explicit Acceptor(const tcp::endpoint& endpoint)
        : acceptor{tcp_context(), endpoint.protocol()} {
        keep_from_children(acceptor.native_handle());
        acceptor.set_option(tcp::acceptor::reuse_address{true});
        acceptor.bind(endpoint);
        acceptor.listen(SOMAXCONN);
        acceptor.non_blocking(true);
        // Or asio would wait for the next client by itself, deaf to our WakeUp.
        acceptor.set_option(asio::socket_base::enable_connection_aborted{true});
    }
    tcp::acceptor acceptor;
};

TcpListener::TcpListener(const std::string& address, int port, const WakeUp& wake_up)
    : wake_up_{wake_up} {
    const auto cannot =
        fmt::format("cannot listen at {}: ", host_and_port(address, port));
    asio::error_code error;
    const auto ip = asio::ip::make_address(address, error);
    if (error) throw std::runtime_error{cannot + "that is no IP address"};
    if (port < 0 || port > 65535) throw std::runtime_error{cannot + "no such port"};
    try {
        acceptor_ = std::make_unique<Acceptor>(
            tcp::endpoint{ip, static_cast<asio::ip::port_type>(port)});
        port_ = acceptor_->acceptor.local_endpoint().port();
    } catch (const std::system_error& why) {
        throw std::runtime_error{cannot + why.code().message()};
    }
}

TcpListener::~TcpListener() = default;

std::optional<TcpStream> TcpListener::accept() {
    while (wait_for_client()) {
        auto client = std::make_unique<TcpSocket>();
        tcp::endpoint peer;
        asio::error_code error;
        acceptor_->acceptor.accept(client->socket, peer, error);
        if (would_block(error) || error == asio::error::connection_aborted) continue;
        const bool already_said = std::exchange(cannot_accept_, bool{error});
        if (error && !already_said) say_error("new clients wait: {}", error.message());
        if (error) continue;
        keep_from_children(client->socket.native_handle());
        return TcpStream{std::move(client), name_of(peer), wake_up_};
    }
    return std::nullopt;
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
