// For the tests: an HTTP server that answers only when `at_once` requests wait at the
// same time, then all of them, and so on. Who works one after another waits until it
// loses patience and leaves; then nobody is let in any more. So it proves, without a
// clock, how many downloads were under way together. Source: POSIX sockets, poll; RFC
// 9112
#pragma once

#include <atomic>
#include <cstddef>
#include <string>
#include <thread>
#include <vector>

namespace lockstep::test {

class GateServer {
  public:
    explicit GateServer(std::size_t at_once,
                        std::string body = "Date,Close\n2024-07-19,9.5\n");
    ~GateServer();
    GateServer(const GateServer&) = delete;
    GateServer& operator=(const GateServer&) = delete;

    std::string url() const;                       // "http://127.0.0.1:40123/{sid}.csv"
    int rounds() const { return rounds_.load(); }  // how often the gate has opened

    // Blocks until so many requests wait for the gate to open.
    void wait_for_visitors(std::size_t count) const;

  private:
    struct Visitor {
        int socket;
        std::string request;  // what has come of it
    };

    void serve();
    bool listen_to(Visitor& visitor);
    void let_go(const std::vector<int>& gone);
    void let_in();
    void count_waiting();
    void open_gate();

    const std::size_t at_once_;
    const std::string body_;
    int listener_ = -1;
    int end_ = -1;  // an eventfd, readable when the destructor wants the thread to end
    int port_ = 0;
    std::atomic<int> rounds_{0};
    std::atomic<std::size_t> waiting_{
        0};                          // requests that are whole and have no answer yet
    std::vector<Visitor> visitors_;  // for thread_ only
    std::jthread thread_;
};

}  // namespace lockstep::test
