// A two-way line between two processes that carries whole messages, whatever the sizes in
// which the socket delivers them. What Python calls multiprocessing.Pipe.
//
// On the line each message is its length, in four bytes, and its bytes. One thread uses a
// channel; only stop_waiting() may be called by any. When something goes wrong in a
// message, ChannelError says what, and the channel is of no more use.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include <asio/io_context.hpp>
#include <asio/local/stream_protocol.hpp>

#include "common/bounded_wait.hpp"
#include "common/file_descriptor.hpp"

namespace lockstep {

struct ChannelError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class MessageChannel {
  public:
    static constexpr std::size_t largest_message = 16 * 1024 * 1024;

    // One end of a SocketPair. Must be made after the fork, in the process that uses it.
    explicit MessageChannel(FileDescriptor socket);

    // Blocks while the line is full, which it is when the peer does not read:
    // back-pressure. Throws when the peer is gone, or the message is too large.
    void send(std::string_view message);

    // Blocks until a whole message is there. Empty: the peer has ended, between two
    // messages. Throws when it ended in the middle of one.
    std::optional<std::string> receive();

    // Nothing more will be sent: the peer's receive() finds the end. It may still answer.
    void finish() noexcept;

    // For whoever waits for several channels: does not block. `message` is empty with
    // nothing_yet, which can mean that a part of a message is there, and with ended.
    enum class State { nothing_yet, whole, ended };
    struct Received {
        State state;
        std::string message;
    };
    Received try_receive();

    // Every message must be through in so much time, else ChannelError. An hour at first.
    void set_time_limit(std::chrono::milliseconds limit) { time_limit_ = limit; }
    // Ends every wait, now and later, with ChannelError.
    void stop_waiting() noexcept { wake_up_->ring(); }

    int descriptor();  // readable when try_receive() has something to do

  private:
    using Deadline = std::chrono::steady_clock::time_point;
    Deadline deadline() const { return std::chrono::steady_clock::now() + time_limit_; }
    void wait_until_ready(short events, Deadline deadline);
    State read_what_is_there();

    // The socket keeps a pointer to its io_context, which must stay where it is and go
    // last, also when another channel takes our place.
    struct Line {
        asio::io_context io{1};
        asio::local::stream_protocol::socket socket{io};
    };
    std::unique_ptr<Line> line_ = std::make_unique<Line>();
    std::unique_ptr<WakeUp> wake_up_ = std::make_unique<WakeUp>();
    std::chrono::milliseconds time_limit_ = std::chrono::hours{1};
    std::string incoming_;  // the message so far: first its length, then its bytes
    std::size_t read_ = 0;  // how much of incoming_ is filled
    bool in_body_ = false;  // incoming_ is no longer the length
};

}  // namespace lockstep
