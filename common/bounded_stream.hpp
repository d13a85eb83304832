// The bytes of one HTTP connection, for cpp-httplib's client and server: no wait for
// ever, and no header without end, which the library's own stream would allow.
//
// For one thread; another may only ring the WakeUp. When a read or write fails, end()
// says why, and every later one fails too.
#pragma once

#include <array>
#include <cstddef>
#include <string>

#include <httplib.h>

#include "common/bounded_wait.hpp"

namespace lockstep {

class BoundedStream : public httplib::Stream {
  public:
    enum class End {
        none,      // still open
        closed,    // the other side said that nothing more comes
        reset,     // the connection broke
        timeout,   // nothing came, or went, for as long as one wait may last
        deadline,  // all of it took too long
        woken,     // somebody rang
        too_long   // more than max_line in a line, or more than max_head in a header
    };
    static constexpr std::size_t max_line = 4096;
    static constexpr std::size_t max_head = 16384;

    // Neither socket nor wake_up is owned; both must outlive the stream.
    BoundedStream(int socket, const WakeUp& wake_up, Patience patience);

    // A new request and its answer: time and header are counted from zero.
    void begin(Patience patience);
    // From here on only the length of a line is bounded.
    void head_is_over() { head_is_over_ = true; }
    // Blocks until a byte can be read or the other side has left; false in all other
    // cases.
    bool wait_for_bytes(const Patience& patience);
    // Lets time pass; false when a wake-up or the deadline cut it short.
    bool pause(std::chrono::milliseconds time);

    std::chrono::steady_clock::time_point deadline() const { return patience_.deadline; }
    End end() const { return end_; }
    bool anything_came() const { return anything_came_; }  // since begin()
    bool has_unread_bytes() const { return next_ < filled_; }

    bool is_readable() const override { return end_ == End::none; }
    bool is_writable() const override { return end_ == End::none; }
    ssize_t read(char* bytes, std::size_t size) override;
    ssize_t write(const char* bytes, std::size_t size) override;  // all of them, or fails
    void get_remote_ip_and_port(std::string& ip, int& port) const override;
    void get_local_ip_and_port(std::string& ip, int& port) const override;
    socket_t socket() const override { return socket_; }

  protected:
    ssize_t give_up(End why);

  private:
    bool wait(short events);
    bool fill();
    bool line_goes_on(char byte);

    int socket_;
    const WakeUp& wake_up_;
    Patience patience_;
    End end_ = End::none;
    bool anything_came_ = false;
    bool head_is_over_ = false;
    std::size_t head_size_ = 0;
    std::size_t line_size_ = 0;
    std::size_t next_ = 0;    // buffer_ from here
    std::size_t filled_ = 0;  // up to here is unread
    std::array<char, 16384> buffer_{};
};

}  // namespace lockstep
