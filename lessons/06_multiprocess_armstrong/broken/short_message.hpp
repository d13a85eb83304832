// Fault: one read is taken for one message. A socket is a stream of bytes: a read gives
// what has come so far, which can be half of a message, or two of them at once.
//
// A small message nearly always comes whole, so a test does not notice. Here the child
// sends one in two halves, the second when the first has been looked at, so it fails
// every time.
#pragma once

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include <unistd.h>

#include "lessons/06_multiprocess_armstrong/processes/child_process.hpp"
#include "lessons/06_multiprocess_armstrong/processes/message_channel.hpp"

namespace lockstep::short_message {

inline void write_all(const FileDescriptor& socket, const std::string& bytes) {
    if (::write(socket.get(), bytes.data(), bytes.size()) !=
        static_cast<ssize_t>(bytes.size()))
        throw std::runtime_error{"the socket takes no more"};
}

// Whatever has come; empty at the end.
inline std::string read_once(const FileDescriptor& socket) {
    std::array<char, 100> buffer;
    const ssize_t count = ::read(socket.get(), buffer.data(), buffer.size());
    return {buffer.data(), static_cast<std::size_t>(count > 0 ? count : 0)};
}

inline ChildProcess send_in_halves(FileDescriptor socket, const std::string& message) {
    return ChildProcess::fork("child", std::move(socket), [&](FileDescriptor parent) {
        write_all(parent, message.substr(0, message.size() / 2));
        read_once(parent);  // until the parent has looked
        write_all(parent, message.substr(message.size() / 2));
        return EXIT_SUCCESS;
    });
}

// Both return what the parent takes for the message.
inline std::string broken() {
    SocketPair pair;
    ChildProcess child = send_in_halves(std::move(pair.childs), "153 370 371 407");
    return read_once(pair.parents);  // wrong: who says that this is all?
}

// The mend: the message says how long it is, and the receiver reads until it has all.
inline std::string mended() {
    SocketPair pair;
    const std::string length{"\x0f\0\0\0", 4};
    ChildProcess child =
        send_in_halves(std::move(pair.childs), length + "153 370 371 407");
    MessageChannel channel{std::move(pair.parents)};
    const bool whole_at_once =
        channel.try_receive().state == MessageChannel::State::whole;
    channel.send("looked");
    return whole_at_once ? "" : channel.receive().value_or("");
}

}  // namespace lockstep::short_message
