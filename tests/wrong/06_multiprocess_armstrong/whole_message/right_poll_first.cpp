// Right: poll() waits, and no call on the socket does.
// Verdict: passed
#include <cerrno>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

struct Broken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

void wait_for_the_socket(int socket, short what) {
    pollfd wanted{socket, what, 0};
    ::poll(&wanted, 1, -1);
    errno = EAGAIN;  // interrupted or not: try again
}

void write_all(int socket, const std::string& bytes) {
    for (std::size_t sent = 0; sent < bytes.size();) {
        const ssize_t count = ::send(socket, bytes.data() + sent, bytes.size() - sent,
                                     MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0 && errno == EAGAIN) wait_for_the_socket(socket, POLLOUT);
        if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (count < 0) throw Broken{"cannot write"};
        sent += static_cast<std::size_t>(count);
    }
}

// Fewer than `size` bytes only when the other side has closed its end.
std::string read_up_to(int socket, std::size_t size) {
    std::string bytes(size, '\0');
    std::size_t got = 0;
    while (got < size) {
        const ssize_t count =
            ::recv(socket, bytes.data() + got, size - got, MSG_DONTWAIT);
        if (count < 0 && errno == EAGAIN) wait_for_the_socket(socket, POLLIN);
        if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (count < 0) throw Broken{"cannot read"};
        if (count == 0) break;
        got += static_cast<std::size_t>(count);
    }
    bytes.resize(got);
    return bytes;
}

void send(int socket, const std::string& message) {
    std::string bytes;
    for (std::size_t i = 0; i < 4; ++i)
        bytes += static_cast<char>(message.size() >> (8 * i) & 0xffU);
    write_all(socket, bytes + message);
}

std::optional<std::string> receive(int socket) {
    const std::string head = read_up_to(socket, 4);
    if (head.empty()) return std::nullopt;
    if (head.size() < 4) throw Broken{"the end in the middle of a length"};
    std::size_t length = 0;
    for (std::size_t i = 0; i < head.size(); ++i)
        length |= std::size_t{static_cast<unsigned char>(head[i])} << (8 * i);
    std::string message = read_up_to(socket, length);
    if (message.size() < length) throw Broken{"the end in the middle of a message"};
    return message;
}
