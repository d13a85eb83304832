#include "common/tcp_connect.hpp"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

namespace lockstep {

std::string host_and_port(const std::string& host, int port) {
    const bool literal_v6 = host.find(':') != std::string::npos;
    return literal_v6 ? fmt::format("[{}]:{}", host, port)
                      : fmt::format("{}:{}", host, port);
}

std::string in_words(std::chrono::milliseconds time) {
    if (time.count() < 1000) return fmt::format("{} ms", time.count());
    return fmt::format("{:g} s", std::chrono::duration<double>{time}.count());
}

namespace {

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

Addresses look_up(const std::string& host, int port, std::string& why_not) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int error =
        ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
    if (error != 0)
        why_not = fmt::format("no host is called {}: {}", host, gai_strerror(error));
    return {error == 0 ? found : nullptr, &::freeaddrinfo};
}

int outcome(int socket) {
    int error = 0;
    socklen_t size = sizeof error;
    return ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

std::string refusal(int error, const std::string& where) {
    if (error == ECONNREFUSED) return fmt::format("nobody listens at {}", where);
    return fmt::format("cannot connect to {}: {}", where,
                       std::generic_category().message(error));
}

// Leaves connection.socket open when it worked.
void try_address(const addrinfo& address, const std::string& where,
                 const Patience& patience, const WakeUp& wake_up,
                 TcpConnection& connection) {
    FileDescriptor socket{
        ::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
    int error = 0;
    if (!socket.is_open() ||
        ::connect(socket.get(), address.ai_addr, address.ai_addrlen) != 0) {
        error = errno;
        if (error == EINPROGRESS) {
            connection.waited = wait_for(socket.get(), POLLOUT, patience, wake_up);
            if (connection.waited != Waited::ready) return;
            error = outcome(socket.get());
        }
    }
    if (error != 0) {
        connection.why_not = refusal(error, where);
        return;
    }
    // A request is one small packet: it must not wait for the answer to the one before.
    const int yes = 1;
    ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    connection.socket = std::move(socket);
}

}  // namespace

TcpConnection tcp_connect(const std::string& host, int port, Patience patience,
                          const WakeUp& wake_up) {
    TcpConnection connection;
    const auto where = host_and_port(host, port);
    const auto addresses = look_up(host, port, connection.why_not);
    const auto limit = std::chrono::steady_clock::now() + patience.wait;
    for (auto* address = addresses.get(); address != nullptr;
         address = address->ai_next) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(
            limit - std::chrono::steady_clock::now());
        const Patience rest{std::max(left, std::chrono::milliseconds{0}),
                            patience.deadline};
        try_address(*address, where, rest, wake_up, connection);
        if (connection.socket.is_open() || connection.waited != Waited::ready) break;
    }
    if (connection.waited == Waited::timeout)
        connection.why_not =
            fmt::format("no connection to {} within {}", where, in_words(patience.wait));
    return connection;
}

}  // namespace lockstep
