#include "lessons/01_threads/tests/gate_server.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lockstep::test {

namespace {

int check(int result, const char* what) {
    if (result < 0) throw std::system_error(errno, std::generic_category(), what);
    return result;
}

}  // namespace

GateServer::GateServer(std::size_t at_once, std::string body)
    : at_once_{at_once}, body_{std::move(body)} {
    listener_ = check(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    check(::bind(listener_, generic, size), "bind");
    check(::listen(listener_, 64), "listen");
    check(::getsockname(listener_, generic, &size), "getsockname");
    port_ = ntohs(address.sin_port);
    end_ = check(::eventfd(0, EFD_CLOEXEC), "eventfd");
    thread_ = std::jthread{[this] { serve(); }};
}

GateServer::~GateServer() {
    ::eventfd_write(end_, 1);
    thread_.join();
    for (const Visitor& visitor : visitors_) ::close(visitor.socket);
    if (listener_ >= 0) ::close(listener_);
    ::close(end_);
}

std::string GateServer::url() const {
    return "http://127.0.0.1:" + std::to_string(port_) + "/{sid}.csv";
}

void GateServer::serve() {
    for (;;) {
        std::vector<pollfd> ready{{end_, POLLIN, 0}, {listener_, POLLIN, 0}};
        for (const Visitor& visitor : visitors_)
            ready.push_back({visitor.socket, POLLIN, 0});
        if (::poll(ready.data(), ready.size(), -1) < 0 && errno != EINTR) return;
        if (ready[0].revents != 0) return;

        std::vector<int> gone;
        for (std::size_t i = 2; i < ready.size(); ++i)
            if (ready[i].revents != 0 && !listen_to(visitors_[i - 2]))
                gone.push_back(ready[i].fd);
        let_go(gone);
        if (listener_ >= 0 && ready[1].revents != 0) let_in();
        count_waiting();
        if (waiting_ == at_once_) open_gate();
    }
}

void GateServer::let_in() {
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket >= 0) visitors_.push_back({socket, {}});
}

// Somebody who asked has left without an answer: the gate stays shut from now on.
void GateServer::let_go(const std::vector<int>& gone) {
    for (const int socket : gone) {
        std::erase_if(visitors_,
                      [&](const Visitor& visitor) { return visitor.socket == socket; });
        ::close(socket);
        if (listener_ >= 0) ::close(std::exchange(listener_, -1));
    }
}

void GateServer::count_waiting() {
    const auto asked = [](const Visitor& visitor) {
        return visitor.request.find("\r\n\r\n") != std::string::npos;
    };
    const auto waiting = std::count_if(visitors_.begin(), visitors_.end(), asked);
    waiting_ = static_cast<std::size_t>(waiting);
    waiting_.notify_all();
}

void GateServer::wait_for_visitors(std::size_t count) const {
    for (std::size_t now = waiting_; now < count; now = waiting_) waiting_.wait(now);
}

// False when the visitor has left without an answer.
bool GateServer::listen_to(Visitor& visitor) {
    char buffer[4096];
    const ssize_t count = ::recv(visitor.socket, buffer, sizeof buffer, 0);
    if (count <= 0) return false;
    visitor.request.append(buffer, static_cast<std::size_t>(count));
    return true;
}

void GateServer::open_gate() {
    const std::string answer =
        "HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: " +
        std::to_string(body_.size()) + "\r\nConnection: close\r\n\r\n" + body_;
    for (const Visitor& visitor : visitors_) {
        (void)::send(visitor.socket, answer.data(), answer.size(), MSG_NOSIGNAL);
        ::close(visitor.socket);
    }
    visitors_.clear();
    ++rounds_;
}

}  // namespace lockstep::test
