// Opens a TCP connection, within limits.
#pragma once

#include <chrono>
#include <string>

#include "common/bounded_wait.hpp"
#include "common/file_descriptor.hpp"

namespace lockstep {

// Either `socket` is open, or `why_not` says what went wrong: "nobody listens at
// 127.0.0.1:9".
struct TcpConnection {
    FileDescriptor socket{};
    Waited waited = Waited::ready;  // what ended the wait; ready also when it was refused
    std::string why_not;
};

// Tries each address of the host in turn; all together take no longer than `patience`
// allows. Only the look-up of a name (not of "127.0.0.1" or "::1") follows the system's
// own time-outs.
TcpConnection tcp_connect(const std::string& host, int port, Patience patience,
                          const WakeUp& wake_up);

// "127.0.0.1:80", "[::1]:80"
std::string host_and_port(const std::string& host, int port);

// "3 s", "50 ms"
std::string in_words(std::chrono::milliseconds time);

}  // namespace lockstep
