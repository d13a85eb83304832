// Sends every client back what it says, with a pool: a worker for each client served.
//
// A client that comes when all workers are busy is told its place in the line; when the
// line is full too, it is told that and sent away. One that says nothing, or takes
// nothing, for too long is sent away, so that nobody can keep a worker for ever.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>
#include <thread>

#include "common/tcp_listener.hpp"
#include "lessons/05_thread_pool/thread_pool.hpp"

namespace lockstep {

struct EchoSettings {
    std::string address = "127.0.0.1";
    int port = 0;  // any
    std::size_t workers = 10;
    std::size_t line = 100;                      // who may wait for a worker
    std::chrono::milliseconds idle{30'000};      // nothing moved: sent away
    std::chrono::milliseconds longest{600'000};  // of one client, however busy it is
    bool quiet = false;                          // says nothing about each client
};

class EchoServer {
  public:
    // Serves from now on. Throws std::runtime_error that names the address.
    explicit EchoServer(const EchoSettings& settings);
    ~EchoServer();  // ends every conversation at once

    int port() const { return listener_.port(); }

  private:
    void accept_clients();
    void welcome(TcpStream client);
    void serve(TcpStream& client);

    const EchoSettings settings_;
    WakeUp wake_up_;
    TcpListener listener_;
    // Clients that are served or wait. Only the acceptor adds to it, so what it reads
    // there can only have become less.
    std::atomic<std::size_t> present_{0};
    ThreadPool pool_;
    std::jthread acceptor_;  // last: it uses all of the above
};

}  // namespace lockstep
