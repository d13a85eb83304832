#include "tests/common/hostile_server.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace lockstep::test {
namespace {

using Clock = std::chrono::steady_clock;
constexpr Patience unlimited{std::chrono::hours{1}, Clock::time_point::max()};

sockaddr_in loopback() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

sockaddr_in address_of(int listening) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size);
    return address;
}

FileDescriptor bound_to_loopback() {
    FileDescriptor socket{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    const auto address = loopback();
    if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address),
               sizeof address) != 0)
        throw std::system_error{errno, std::generic_category(), "cannot bind"};
    return socket;
}

FileDescriptor listening_on_loopback(int queue) {
    auto socket = bound_to_loopback();
    if (::listen(socket.get(), queue) != 0)
        throw std::system_error{errno, std::generic_category(), "cannot listen"};
    return socket;
}

std::string host_and_port(int listening) {
    return "127.0.0.1:" + std::to_string(ntohs(address_of(listening).sin_port));
}

}  // namespace

bool Peer::wait(short events) {
    return wait_for(socket_, events, unlimited, wake_up_) == Waited::ready;
}

std::string Peer::request() {
    std::string text;
    char byte = 0;
    while (!text.ends_with("\r\n\r\n")) {
        if (!wait(POLLIN) || ::recv(socket_, &byte, 1, 0) != 1) return {};
        text += byte;
    }
    return text;
}

bool Peer::say(std::string_view bytes) {
    while (!bytes.empty()) {
        if (!wait(POLLOUT)) return false;
        const auto sent =
            ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno != EAGAIN) return false;
        bytes.remove_prefix(sent > 0 ? static_cast<std::size_t>(sent) : 0);
    }
    return true;
}

bool Peer::pause(std::chrono::milliseconds time) {
    return wait_for(-1, 0, {time, Clock::time_point::max()}, wake_up_) == Waited::timeout;
}

void Peer::wait_until_it_leaves() {
    char byte = 0;
    while (wait(POLLIN) && ::recv(socket_, &byte, 1, 0) > 0) {
    }
}

void Peer::reset() {
    const linger at_once{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

HostileServer::HostileServer(std::function<void(Peer&)> talk)
    : talk_{std::move(talk)},
      listening_{listening_on_loopback(SOMAXCONN)},
      acceptor_{[this] { accept_clients(); }} {}

HostileServer::~HostileServer() {
    wake_up_.ring();
    acceptor_.join();
}

std::string HostileServer::url() const {
    return "http://" + host_and_port(listening_.get()) + "/{sid}";
}

void HostileServer::accept_clients() {
    while (wait_for(listening_.get(), POLLIN, unlimited, wake_up_) == Waited::ready) {
        const int client = ::accept4(listening_.get(), nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        ++connections_;
        talks_.emplace_back([this, client] {
            const FileDescriptor socket{client};
            Peer peer{client, wake_up_};
            talk_(peer);
        });
    }
    talks_.clear();
}

FullServer::FullServer() : listening_{listening_on_loopback(0)} {
    const auto address = address_of(listening_.get());
    for (int client = 0; client < 4; ++client) {
        clients_.emplace_back(
            ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        // The first gets in, the others wait: that is what they are for.
        (void)::connect(clients_.back().get(),
                        reinterpret_cast<const sockaddr*>(&address), sizeof address);
    }
}

std::string FullServer::address() const {
    return host_and_port(listening_.get());
}
std::string FullServer::url() const {
    return "http://" + address() + "/{sid}";
}

SilentPort::SilentPort() : bound_{bound_to_loopback()} {}
std::string SilentPort::address() const {
    return host_and_port(bound_.get());
}

}  // namespace lockstep::test
