// One TCP connection: waits within limits, closes itself, never raises SIGPIPE.
//
// For one thread; another may only ring the WakeUp, which must outlive the stream. After
// any result but `ready` the stream is of no more use, except to finish() it.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "common/bounded_wait.hpp"

namespace lockstep {

class TcpSocket;

enum class TcpResult {
    ready,     // it was done
    ended,     // the other side sends nothing more
    timeout,   // nothing moved for as long as one wait may last
    deadline,  // all of it took too long
    woken,     // somebody rang
    broken     // the connection is gone
};
std::string_view in_words(TcpResult result);

struct TcpRead {
    TcpResult result = TcpResult::ready;
    std::size_t bytes = 0;  // at least 1 when ready, else 0
};

class TcpStream {
  public:
    // A connected socket, accepted or as tcp_connect() makes one. Throws
    // std::system_error when it is none.
    TcpStream(FileDescriptor connected, std::string peer, const WakeUp& wake_up);
    TcpStream(TcpStream&&) noexcept;
    TcpStream& operator=(TcpStream&&) noexcept;
    ~TcpStream();

    // The other side's address, as it was when the connection came: "127.0.0.1:54321".
    const std::string& peer() const { return peer_; }
    int descriptor() const;  // for poll(); it stays the stream's

    // Blocks until at least one byte is there.
    TcpRead read_some(std::span<char> buffer, const Patience& patience);

    // All bytes of all buffers, in order. The wait of `patience` begins anew whenever
    // some bytes went, so that only a peer that takes nothing at all times out.
    TcpResult write_all(std::string_view bytes, const Patience& patience);
    TcpResult write_all(std::span<const std::string_view> buffers,
                        const Patience& patience);

    // Whether the other side closed, or broke, the connection. Does not block. A peer
    // that only closed its sending half counts too.
    bool peer_has_left() const;
    bool woken() const;  // somebody rang; does not block either

    // Closes our half and drops what still comes, until the other side closes too or
    // `patience` ends. Without it, an unread request would make the kernel send a reset,
    // which can overtake the answer.
    void finish(const Patience& patience);

    // How much the kernel may hold for a peer that reads slowly. What it holds is old by
    // the time it is read, so pictures want little of it.
    void limit_send_buffer(int bytes);

  private:
    TcpResult wait(short events, const Patience& patience) const;

    std::unique_ptr<TcpSocket> socket_;
    std::string peer_;
    const WakeUp* wake_up_;
};

}  // namespace lockstep
