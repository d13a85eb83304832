// Right: length and text are written one after the other; nobody else uses the line.
// Verdict: passed
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include <sys/socket.h>
#include <unistd.h>

struct Broken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

void write_all(int socket, const std::string& bytes) {
    std::string_view left{bytes};
    while (!left.empty()) {
        ssize_t count = 0;
        do {
            count = ::send(socket, left.data(), left.size(), MSG_NOSIGNAL);
        } while (count < 0 && errno == EINTR);
        if (count < 0) throw Broken{std::strerror(errno)};
        left.remove_prefix(static_cast<std::size_t>(count));
    }
}

// Fewer than `size` bytes only when the other side has closed its end.
std::string read_up_to(int socket, std::size_t size) {
    std::string bytes(size, '\0');
    std::size_t got = 0;
    while (got < size) {
        const ssize_t count = ::read(socket, bytes.data() + got, size - got);
        if (count < 0 && errno == EINTR) continue;
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
    write_all(socket, bytes);
    write_all(socket, message);
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
