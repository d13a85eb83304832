#include "tests/bench/video_viewers.hpp"

#include <algorithm>
#include <ctime>
#include <stdexcept>
#include <string_view>

#include <poll.h>
#include <sys/socket.h>

namespace lockstep::bench {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

namespace {

Seconds cpu_time(clockid_t clock) {
    timespec now{};
    ::clock_gettime(clock, &now);
    return Seconds{static_cast<double>(now.tv_sec) +
                   1e-9 * static_cast<double>(now.tv_nsec)};
}

constexpr std::string_view length_field = "Content-Length: ";

}  // namespace

VideoViewers::VideoViewers(int port, std::size_t reading, std::size_t stalled)
    : buffer_(1U << 18U) {
    connect(port, reading_, reading);
    connect(port, stalled_, stalled);
}

void VideoViewers::connect(int port, std::vector<Stream>& streams, std::size_t count) {
    const Patience patience{std::chrono::seconds{10}, Clock::time_point::max()};
    constexpr std::string_view request =
        "GET /stream.mjpg HTTP/1.1\r\nHost: bench\r\n\r\n";
    while (streams.size() < count) {
        auto connection = tcp_connect("127.0.0.1", port, patience, nobody_);
        if (!connection.socket.is_open()) throw std::runtime_error{connection.why_not};
        ::send(connection.socket.get(), request.data(), request.size(), MSG_NOSIGNAL);
        streams.push_back({std::move(connection.socket)});
    }
}

template <class Enough>
void VideoViewers::read_until(const Enough& enough) {
    std::vector<pollfd> watched;
    for (const auto& stream : reading_)
        watched.push_back({stream.socket.get(), POLLIN, 0});
    while (!enough()) {
        ::poll(watched.data(), watched.size(), 10);
        for (std::size_t index = 0; index < watched.size(); ++index) {
            if (watched[index].revents == 0) continue;
            const auto count =
                ::recv(watched[index].fd, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
            if (count == 0) throw std::runtime_error{"a stream ended"};
            if (count > 0)
                follow(reading_[index],
                       {buffer_.data(), static_cast<std::size_t>(count)});
        }
    }
}

void VideoViewers::follow(Stream& stream, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto skipped = std::min(stream.to_skip, bytes.size());
        stream.to_skip -= skipped;
        bytes.remove_prefix(skipped);
        if (skipped > 0 && stream.to_skip == 0) ++stream.frames;
        if (bytes.empty()) return;
        // Heads are short: what is behind one may have been copied in vain.
        stream.head.append(bytes.substr(0, 512));
        const auto length = stream.head.find(length_field);
        const auto end =
            length == stream.head.npos ? length : stream.head.find("\r\n\r\n", length);
        if (end == stream.head.npos) {
            bytes.remove_prefix(std::min<std::size_t>(512, bytes.size()));
            continue;
        }
        stream.to_skip = std::stoul(stream.head.substr(length + length_field.size()));
        const auto copied = std::min<std::size_t>(512, bytes.size());
        bytes.remove_prefix(copied - (stream.head.size() - (end + 4)));
        stream.head.clear();
    }
}

std::size_t VideoViewers::frames() const {
    std::size_t sum = 0;
    for (const auto& stream : reading_) sum += stream.frames;
    return sum;
}

VideoViewers::Count VideoViewers::count_for(Seconds time) {
    const auto give_up = Clock::now() + std::chrono::seconds{20};
    read_until([&] {
        if (Clock::now() > give_up) throw std::runtime_error{"a viewer gets no frame"};
        return std::ranges::all_of(reading_,
                                   [](const auto& one) { return one.frames > 0; });
    });
    const auto before = frames();
    const auto viewers = cpu_time(CLOCK_THREAD_CPUTIME_ID);
    const auto process = cpu_time(CLOCK_PROCESS_CPUTIME_ID);
    const auto begin = Clock::now();
    read_until([&] { return Clock::now() - begin >= time; });
    return {frames() - before, cpu_time(CLOCK_THREAD_CPUTIME_ID) - viewers,
            cpu_time(CLOCK_PROCESS_CPUTIME_ID) - process, Clock::now() - begin};
}

}  // namespace lockstep::bench
