// Puts a descriptor of ours in the place of a standard stream, and the stream back at the
// end.
#pragma once

#include <array>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

namespace lockstep::test {

class Redirected {
  public:
    Redirected(int stream, int replacement) : stream_{stream} {
        std::fflush(nullptr);
        former_ = ::fcntl(stream, F_DUPFD_CLOEXEC, 10);
        ::dup2(replacement, stream);
    }
    ~Redirected() {
        std::fflush(nullptr);
        ::dup2(former_, stream_);
        ::close(former_);
    }
    Redirected(const Redirected&) = delete;
    Redirected& operator=(const Redirected&) = delete;

  private:
    int stream_;
    int former_;
};

// A pipe whose ends are closed at the end, or earlier by hand.
class PipeEnds {
  public:
    explicit PipeEnds(int flags = 0) {
        std::array<int, 2> ends{-1, -1};
        if (::pipe2(ends.data(), O_CLOEXEC | flags) == 0)
            read_end = ends[0], write_end = ends[1];
    }
    ~PipeEnds() {
        close_read_end();
        close_write_end();
    }
    PipeEnds(const PipeEnds&) = delete;
    PipeEnds& operator=(const PipeEnds&) = delete;

    void close_read_end() { close_once(read_end); }
    void close_write_end() { close_once(write_end); }

    int read_end = -1;
    int write_end = -1;

  private:
    static void close_once(int& end) {
        if (end >= 0) ::close(end);
        end = -1;
    }
};

}  // namespace lockstep::test
