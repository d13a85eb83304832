// A client of the echo server that talks in lines.
#pragma once

#include <optional>
#include <string>

#include "common/tcp_stream.hpp"

namespace lockstep {

class EchoClient {
  public:
    // Throws std::runtime_error when nobody listens there. `wake_up` must outlive it.
    EchoClient(const std::string& host, int port, const WakeUp& wake_up);

    // The next line without its end; nothing when the server has closed the connection
    // or says no more for too long.
    std::optional<std::string> hear();
    void say(const std::string& line);
    void leave();  // blocks until the server has closed its side too

    const std::string& address() const {
        return address_;
    }  // our own, as the server sees it

  private:
    EchoClient(FileDescriptor connected, const std::string& server,
               const WakeUp& wake_up);

    std::string address_;
    TcpStream stream_;
    std::string heard_;  // and not given out yet
};

}  // namespace lockstep
