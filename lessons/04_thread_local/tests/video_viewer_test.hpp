// A viewer for tests: asks a video server, and takes its frames apart.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "common/tcp_stream.hpp"

namespace lockstep::test {

class VideoViewer {
  public:
    // Connects; throws std::runtime_error when it cannot. Nothing it does waits longer
    // than `limit`.
    explicit VideoViewer(int port,
                         std::chrono::milliseconds limit = std::chrono::seconds{20});

    void say(const std::string& text);
    void get(const std::string& path);

    struct Answer {
        int status = 0;  // 0: none came
        std::string head;
        std::string body;
    };
    Answer answer();  // all that comes until the connection ends

    struct Received {
        std::uint64_t number = 0;
        std::string jpeg;
    };
    // Of /stream.mjpg; nothing when the stream ended, broke, or nothing came.
    std::optional<Received> next_frame();

    void leave();  // closes the connection; the last call

  private:
    bool read_more();
    std::optional<std::string> read_until(const std::string& end);
    std::optional<std::string> read_exactly(std::size_t size);

    std::chrono::milliseconds limit_;
    WakeUp nobody_;
    std::optional<TcpStream> stream_;
    std::string unread_;
};

// One request, one answer.
VideoViewer::Answer ask(int port, const std::string& path,
                        const std::string& method = "GET");

}  // namespace lockstep::test
