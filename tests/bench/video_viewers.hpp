// Many viewers of one video server, all on the calling thread, so that they cost little
// beside the server that is measured.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/tcp_connect.hpp"

namespace lockstep::bench {

class VideoViewers {
  public:
    // `reading` viewers count their frames; `stalled` ones ask, and never read.
    VideoViewers(int port, std::size_t reading, std::size_t stalled);

    struct Count {
        std::size_t frames = 0;
        std::chrono::duration<double> viewers_cpu{};  // that this thread used for it
        std::chrono::duration<double> process_cpu{};  // that everybody used
        std::chrono::duration<double> passed{};
    };
    // Waits until every reading viewer has a frame, and then counts what arrives. Throws
    // std::runtime_error when a stream ends.
    Count count_for(std::chrono::duration<double> time);

  private:
    // Follows one stream without looking at the pictures' bytes.
    struct Stream {
        FileDescriptor socket;
        std::string head = {};    // of the next frame, as far as it came
        std::size_t to_skip = 0;  // of the picture that is coming
        std::size_t frames = 0;
    };
    void connect(int port, std::vector<Stream>& streams, std::size_t count);
    template <class Enough>
    void read_until(const Enough& enough);
    static void follow(Stream& stream, std::string_view bytes);
    std::size_t frames() const;

    WakeUp nobody_;
    std::vector<Stream> reading_;
    std::vector<Stream> stalled_;
    std::vector<char> buffer_;
};

}  // namespace lockstep::bench
