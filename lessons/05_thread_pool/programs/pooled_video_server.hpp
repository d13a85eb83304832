// Lesson 04's video server with a pool in place of a thread per client: so many clients
// at once and no more. Whoever comes then gets 503 with Retry-After, at once.
#pragma once

#include <atomic>
#include <cstddef>
#include <string>

#include "common/tcp_listener.hpp"
#include "lessons/04_thread_local/programs/client.hpp"
#include "lessons/05_thread_pool/programs/farewells.hpp"
#include "lessons/05_thread_pool/thread_pool.hpp"

namespace lockstep {

class PooledVideoServer {
  public:
    // Listens from now on, with all its threads. Throws std::runtime_error that names the
    // address.
    PooledVideoServer(const std::string& address, int port, VideoSite site,
                      std::size_t clients, WakeUp& wake_up);

    // Serves until somebody rings, and returns when the last client was let go. Once.
    void run();

    int port() const { return listener_.port(); }
    std::size_t refused() const { return refused_; }

  private:
    void admit(TcpStream stream);
    void refuse(TcpStream stream);
    void serve(TcpStream stream);

    const VideoSite site_;
    TcpListener listener_;
    // Only run() adds to it, so what it reads there can only have become less.
    std::atomic<std::size_t> present_{0};
    std::atomic<std::size_t> refused_{0};
    Farewells farewells_;
    ThreadPool pool_;  // last: its threads use all of the above
};

}  // namespace lockstep
