// Two processes send each other messages over sockets: four bytes of length, the lowest
// first, then the text. A read or a write may deal with a part; or a signal interrupts it
// (-1, errno EINTR), and it has to be called again.
// TODO: fill in write_all() and read_up_to(). When the other side ends in the middle of a
// message, receive() throws Broken; and so does send() when that side has closed its end.
// Read again: "The code", on messages, in lessons/06_multiprocess_armstrong/README.md.
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
    if (::write(socket, bytes.data(), bytes.size()) < 0) throw Broken{"cannot write"};
}

// Fewer than `size` bytes only when the other side has closed its end.
std::string read_up_to(int socket, std::size_t size) {
    std::string bytes(size, '\0');
    const ssize_t count = ::read(socket, bytes.data(), bytes.size());
    if (count < 0) throw Broken{"cannot read"};
    bytes.resize(static_cast<std::size_t>(count));
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
    return read_up_to(socket, length);
}
