#include "lessons/05_thread_pool/programs/echo_client.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "common/tcp_connect.hpp"

namespace lockstep {

namespace {

Patience patience() {
    using namespace std::chrono_literals;
    return {60s, std::chrono::steady_clock::time_point::max()};
}

FileDescriptor connect(const std::string& host, int port, const WakeUp& wake_up) {
    auto connection = tcp_connect(host, port, patience(), wake_up);
    if (connection.socket.is_open()) return std::move(connection.socket);
    throw std::runtime_error{connection.waited == Waited::woken ? "it was stopped"
                                                                : connection.why_not};
}

std::string own_address(int socket) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::system_error{errno, std::generic_category(), "getsockname"};
    std::array<char, INET_ADDRSTRLEN> text{};
    ::inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size());
    return host_and_port(text.data(), ntohs(address.sin_port));
}

}  // namespace

EchoClient::EchoClient(const std::string& host, int port, const WakeUp& wake_up)
    : EchoClient{connect(host, port, wake_up), host_and_port(host, port), wake_up} {}

EchoClient::EchoClient(FileDescriptor connected, const std::string& server,
                       const WakeUp& wake_up)
    : address_{own_address(connected.get())},
      stream_{std::move(connected), server, wake_up} {}

std::optional<std::string> EchoClient::hear() {
    std::array<char, 4096> buffer;
    std::size_t end = heard_.find('\n');
    while (end == std::string::npos) {
        const auto read = stream_.read_some(buffer, patience());
        if (read.result != TcpResult::ready) return std::nullopt;
        heard_.append(buffer.data(), read.bytes);
        end = heard_.find('\n');
    }
    auto line = heard_.substr(0, end);
    heard_.erase(0, end + 1);
    return line;
}

void EchoClient::say(const std::string& line) {
    const auto result = stream_.write_all(line + '\n', patience());
    if (result != TcpResult::ready)
        throw std::runtime_error{std::string{in_words(result)}};
}

void EchoClient::leave() {
    stream_.finish(patience());
}

}  // namespace lockstep
