// cpp-httplib's server on 127.0.0.1, with bounds: on connections, on the size of a
// request, and on the time that any of them may take. The destructor ends every
// connection at once.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <thread>

#include <httplib.h>

#include "common/faulty_stream.hpp"

namespace lockstep {

class BoundedServer : private httplib::Server {
  public:
    struct Bounds {
        std::size_t connections = 64;  // more wait in the kernel's queue
        // Shorter than a client's usual time-out, so that who waits for a place gets one
        // in time.
        std::chrono::milliseconds idle{2000};
        std::chrono::milliseconds wait{5000};      // for one read or write
        std::chrono::milliseconds request{10000};  // to send one
        std::chrono::milliseconds answer{60000};   // to take one, after the delay
    };
    using Respond = std::function<void(const httplib::Request&, httplib::Response&)>;
    using ChooseFault = std::function<std::optional<Fault>(const httplib::Request&)>;

    // Both functions are called from many threads at once. `delay` passes before each
    // answer. Throws std::system_error that names the port.
    BoundedServer(int port, Bounds bounds, std::chrono::milliseconds delay,
                  Respond respond, ChooseFault choose_fault);
    ~BoundedServer() override;

    int port() const { return port_; }
    std::size_t connections() const { return connections_; }  // accepted so far

  private:
    void bind(int port);
    bool process_and_close_socket(socket_t socket) override;
    bool exchange(FaultyStream& stream);

    const Bounds bounds_;
    const std::chrono::milliseconds delay_;
    const ChooseFault choose_fault_;
    WakeUp wake_up_;
    int listening_ = -1;  // owned by httplib::Server
    int port_ = 0;
    std::atomic<std::size_t> connections_{0};
    std::atomic<bool> somebody_waits_{false};  // for a place; set and read as advice only
    std::jthread acceptor_;                    // last: it uses all of the above
};

}  // namespace lockstep
