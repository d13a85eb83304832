// cpp-httplib's client, which keeps its connection, but connects, reads and writes within
// our limits.
//
// For one thread; another may only ring the WakeUp.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include <httplib.h>

#include "common/bounded_stream.hpp"
#include "common/tcp_connect.hpp"

namespace lockstep {

class BoundedClient : private httplib::ClientImpl {
  public:
    // `wake_up` must outlive the client.
    BoundedClient(const std::string& host, int port,
                  std::chrono::milliseconds connect_limit,
                  std::chrono::milliseconds read_limit, const WakeUp& wake_up);

    // `head` and `body` return false to stop there: the result is then an error. `head`
    // is not called for a 204.
    httplib::Result get(const std::string& target,
                        std::chrono::steady_clock::time_point deadline,
                        const httplib::ResponseHandler& head,
                        const httplib::ContentReceiver& body);

    // About the last get().
    const TcpConnection& connection() const { return connection_; }
    BoundedStream::End end() const { return end_; }
    bool anything_came() const { return anything_came_; }
    // The server closed a kept connection just as the request went out: it may be
    // repeated.
    bool was_stale() const;

  private:
    void drop_stale_connection();
    bool create_and_connect_socket(Socket& socket, httplib::Error& error) override;
    bool process_socket(const Socket& socket,
                        std::function<bool(httplib::Stream&)> exchange) override;

    const std::string host_name_;
    const int port_number_;
    const std::chrono::milliseconds connect_limit_;
    const std::chrono::milliseconds read_limit_;
    const WakeUp& wake_up_;
    std::chrono::steady_clock::time_point deadline_;
    TcpConnection connection_;
    BoundedStream* stream_ = nullptr;  // during an exchange
    BoundedStream::End end_ = BoundedStream::End::none;
    bool is_fresh_ = false;
    bool anything_came_ = false;
    bool has_leftovers_ = false;
};

}  // namespace lockstep
