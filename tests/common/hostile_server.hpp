// A server that says to each of its clients what the test wants, byte for byte.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "common/bounded_wait.hpp"
#include "common/file_descriptor.hpp"

namespace lockstep::test {

// One client. Everything ends, with false or an empty text, when the client has left or
// the server is being destroyed.
class Peer {
  public:
    Peer(int socket, const WakeUp& wake_up) : socket_{socket}, wake_up_{wake_up} {}

    std::string request();  // all lines up to the empty one
    bool say(std::string_view bytes);
    bool pause(std::chrono::milliseconds time);
    void wait_until_it_leaves();
    void reset();  // what an aborted connection looks like: RST instead of FIN

  private:
    bool wait(short events);

    int socket_;
    const WakeUp& wake_up_;
};

class HostileServer {
  public:
    // `talk` is called with each new client, on a thread of the client's own; when it
    // returns, the connection is closed.
    explicit HostileServer(std::function<void(Peer&)> talk);
    ~HostileServer();
    HostileServer(const HostileServer&) = delete;
    HostileServer& operator=(const HostileServer&) = delete;

    std::string url() const;  // "http://127.0.0.1:40123/{sid}"
    int connections() const { return connections_; }

  private:
    void accept_clients();

    const std::function<void(Peer&)> talk_;
    WakeUp wake_up_;
    FileDescriptor listening_;
    std::atomic<int> connections_{0};
    std::vector<std::jthread> talks_;  // only the acceptor touches it
    std::jthread acceptor_;
};

// Listens, but the kernel's queue is full and nobody accepts: a further client hears
// nothing.
class FullServer {
  public:
    FullServer();
    std::string url() const;      // "http://127.0.0.1:40123/{sid}"
    std::string address() const;  // "127.0.0.1:40123"

  private:
    FileDescriptor listening_;
    std::vector<FileDescriptor> clients_;
};

// A port that is taken, so that nobody else can get it, and where nobody listens.
class SilentPort {
  public:
    SilentPort();
    std::string address() const;  // "127.0.0.1:40123"

  private:
    FileDescriptor bound_;
};

}  // namespace lockstep::test
