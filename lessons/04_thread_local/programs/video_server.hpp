// The server: listens, and gives every client a thread.
#pragma once

#include <cstddef>
#include <string>

#include "common/tcp_listener.hpp"
#include "lessons/04_thread_local/programs/client.hpp"
#include "lessons/04_thread_local/programs/client_threads.hpp"

namespace lockstep {

class VideoServer {
  public:
    // Listens from now on. Throws std::runtime_error that names the address.
    VideoServer(const std::string& address, int port, VideoSite site, WakeUp& wake_up);

    // Serves until somebody rings, and returns when the last client's thread has ended.
    // Once.
    void run();

    int port() const { return listener_.port(); }
    std::size_t threads() const { return threads_.running(); }

  private:
    void serve(TcpStream stream);

    const VideoSite site_;
    TcpListener listener_;
    std::size_t clients_ = 0;
    ClientThreads threads_;  // last: its threads use the site
};

}  // namespace lockstep
