// Closes connections whose last answer has been written, as soon as their clients have
// taken it: any number of them, on one thread.
//
// To close at once would not do: when a request is still on its way, the kernel answers
// it with a reset, which can overtake our words. So each client gets a moment to read
// them and to close its side first; what it sends meanwhile is dropped.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "common/file_descriptor.hpp"
#include "common/tcp_stream.hpp"

namespace lockstep {

class Farewells {
  public:
    // More than `limit` at a time are closed at once, so that nobody can fill the memory.
    explicit Farewells(std::size_t limit = 256,
                       std::chrono::milliseconds moment = std::chrono::seconds{1});
    ~Farewells();  // closes all that are left
    Farewells(const Farewells&) = delete;
    Farewells& operator=(const Farewells&) = delete;

    // Any thread; does not block.
    void add(TcpStream client);
    std::size_t size() const;

  private:
    struct Parting {
        TcpStream client;
        std::chrono::steady_clock::time_point deadline;
    };

    void see_off(const std::stop_token& stop);
    void wait_for_somebody(const std::vector<Parting>& leaving) const;
    void take_new_ones(std::vector<Parting>& leaving);
    void ring() const;

    const std::size_t limit_;
    const std::chrono::milliseconds moment_;
    FileDescriptor bell_;  // an eventfd: somebody was added, or it is over
    mutable std::mutex mutex_;
    std::vector<Parting> added_;  // guarded by mutex_
    std::size_t all_ = 0;         // guarded by mutex_: those and the ones being seen off
    std::jthread thread_;         // last: it uses all of the above
};

}  // namespace lockstep
