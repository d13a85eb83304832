// Answers questions over HTTP on 127.0.0.1, with bounds: on connections, on the size of a
// request, and on the time that it may take.
//
// Each connection has a thread while it lasts, made when it is first needed. When no
// thread can be had, the one that accepts connections serves a request and closes it: the
// others wait no longer than that.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "common/http_reply.hpp"
#include "common/http_request.hpp"
#include "common/tcp_listener.hpp"

namespace lockstep {

class HttpServer {
  public:
    struct Bounds {
        std::size_t connections = 64;  // more wait in the kernel's queue
        // For the next request. Shorter than a client's usual time-out, so that a client
        // that waits for a place gets one in time.
        std::chrono::milliseconds idle{2000};
        HttpRequestLimits request{8192, std::chrono::seconds{10}};
    };
    // Answers one request; false when the connection must end. Called from many threads
    // at once; each wait in it must end when somebody rings. What it throws ends the
    // connection.
    using Answer = std::function<bool(TcpStream&, const HttpRequest&, HttpConnection)>;

    // Port 0: any that is free. Throws std::system_error that names the address, or when
    // there is no thread for it. `wake_up` must outlive the server.
    HttpServer(int port, Bounds bounds, WakeUp& wake_up, Answer answer);
    ~HttpServer();  // rings: every connection ends at once

    int port() const { return listener_.port(); }
    std::size_t connections() const { return connections_; }  // accepted so far

  private:
    void accept_connections();
    void wait_for_place();
    void give_to_thread(TcpStream connection);
    bool has_thread_for_it();
    void serve_in_turn();
    // `after`: what becomes of the connection after a request, as far as it is ours to
    // say.
    void serve(TcpStream connection, HttpConnection after);
    bool exchange(TcpStream& connection, std::string& unread, HttpConnection after);
    bool somebody_waits() const { return full_ && listener_.has_client(); }

    const Bounds bounds_;
    WakeUp& wake_up_;
    const Answer answer_;
    TcpListener listener_;
    std::atomic<std::size_t> connections_{0};
    std::atomic<bool> full_{false};  // nobody is accepted now; read as advice only
    std::mutex mutex_;
    std::condition_variable changed_;  // a connection came or ended, or closed_ is true
    std::deque<TcpStream> accepted_;   // not served yet; guarded by mutex_
    std::size_t busy_ = 0;  // those and the ones being served; guarded by mutex_
    bool closed_ = false;   // guarded by mutex_
    std::vector<std::jthread> threads_;  // only the acceptor touches it
    std::jthread acceptor_;              // last: it uses all of the above
};

}  // namespace lockstep
