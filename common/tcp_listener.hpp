// Accepts TCP connections at one address, until somebody rings.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "common/bounded_wait.hpp"
#include "common/tcp_stream.hpp"

namespace lockstep {

class TcpListener {
  public:
    // `address` is a number: "127.0.0.1", "0.0.0.0", "::1". Port 0 takes any free one.
    // Throws std::runtime_error that names the address when nobody can listen there
    // (std::system_error when it was the system that refused). `wake_up` must outlive the
    // listener and its streams.
    TcpListener(const std::string& address, int port, const WakeUp& wake_up);
    ~TcpListener();
    TcpListener(const TcpListener&) = delete;
    TcpListener& operator=(const TcpListener&) = delete;

    int port() const { return port_; }

    // Blocks until somebody connects; empty when it was woken. A client that left before
    // its turn is passed over. When no descriptor is left, clients wait in the kernel's
    // queue, and it says so once and looks again ten times a second. One thread.
    std::optional<TcpStream> accept();

    // Whether somebody waits to be accepted. Any thread; does not block.
    bool has_client() const;

  private:
    class Acceptor;
    bool wait_for_client() const;

    const WakeUp& wake_up_;
    std::unique_ptr<Acceptor> acceptor_;
    int port_ = 0;
    bool cannot_accept_ = false;  // and it was said
};

}  // namespace lockstep
