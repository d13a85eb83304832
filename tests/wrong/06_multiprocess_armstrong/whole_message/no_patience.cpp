// Wrong: the other side is taken for gone when it is slow.
// Verdict: assertion_failed, a message that comes in pieces is whole
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

void write_all(int socket, const std::string& bytes) {
    for (std::size_t written = 0; written < bytes.size();) {
        const ssize_t count =
            ::send(socket, bytes.data() + written, bytes.size() - written, MSG_NOSIGNAL);
        if (count >= 0)
            written += static_cast<std::size_t>(count);
        else if (errno != EINTR)
            throw Broken{"cannot write"};
    }
}

// Fewer than `size` bytes only when the other side has closed its end.
std::string read_up_to(int socket, std::size_t size) {
    std::string bytes(size, '\0');
    std::size_t have = 0;
    while (have < size) {
        pollfd line{socket, POLLIN, 0};
        const int ready = ::poll(&line, 1, 100);  // so that we never hang
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) break;
        const ssize_t count = ::read(socket, bytes.data() + have, size - have);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw Broken{"cannot read"};
        if (count == 0) break;
        have += static_cast<std::size_t>(count);
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
    if (head.size() < 4) throw Broken{"it ended in a length"};
    std::size_t length = 0;
    for (std::size_t i = 0; i < head.size(); ++i)
        length |= std::size_t{static_cast<unsigned char>(head[i])} << (8 * i);
    std::string message = read_up_to(socket, length);
    if (message.size() < length) throw Broken{"it ended in a message"};
    return message;
}
