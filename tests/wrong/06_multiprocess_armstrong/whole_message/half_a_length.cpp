// Wrong: half a length is taken for a length.
// Verdict: assertion_failed, the end in the middle of a message breaks the line
#include <cerrno>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>

#include <sys/socket.h>
#include <unistd.h>

struct Broken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

void write_all(int socket, const std::string& bytes) {
    for (std::size_t sent = 0; sent < bytes.size();) {
        const ssize_t n =
            ::send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) throw Broken{"cannot write"};
        sent += static_cast<std::size_t>(n);
    }
}

// Fewer than `size` bytes only when the other side has closed its end.
std::string read_up_to(int socket, std::size_t size) {
    std::string bytes(size, '\0');
    std::size_t have = 0;
    while (have < size) {
        const ssize_t n = ::read(socket, bytes.data() + have, size - have);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) throw Broken{"cannot read"};
        if (n == 0) break;
        have += static_cast<std::size_t>(n);
    }
    bytes.resize(have);
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
    std::size_t length = 0;
    for (std::size_t i = 0; i < head.size(); ++i)
        length |= std::size_t{static_cast<unsigned char>(head[i])} << (8 * i);
    auto text = read_up_to(socket, length);
    if (text.size() < length) throw Broken{"ends in the text"};
    return text;
}
