// Fault D12: a short read is taken for a whole frame.
//
// A pipe, like a TCP connection, carries bytes and not frames: one read gives what is
// there now. Linux keeps at most 64 KiB in a pipe (pipe(7)), so of a larger frame one
// read gives only a part, every time.
#pragma once

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include <unistd.h>

#include "common/file_descriptor.hpp"

namespace lockstep::short_read {

constexpr std::size_t frame_size = 100'000;

// As JPEG: the end is marked by the bytes FF D9.
inline std::string make_frame() {
    return std::string(frame_size - 2, 'x') + "\xff\xd9";
}
inline bool is_whole(const std::string& frame) {
    return frame.ends_with("\xff\xd9");
}

inline std::pair<FileDescriptor, FileDescriptor> make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) throw std::runtime_error{"no pipe can be made"};
    return {FileDescriptor{ends[0]}, FileDescriptor{ends[1]}};
}

// The camera: a thread that writes one frame, blocks until all of it is in the pipe, and
// closes it.
inline std::jthread write_frame(FileDescriptor pipe) {
    return std::jthread{[pipe = std::move(pipe)] {
        const auto frame = make_frame();
        for (std::size_t sent = 0; sent < frame.size();) {
            const auto count =
                ::write(pipe.get(), frame.data() + sent, frame.size() - sent);
            if (count <= 0) return;
            sent += static_cast<std::size_t>(count);
        }
    }};
}

// What one read gives, of at most `size` bytes: less when there is less, nothing at the
// end.
inline std::string read_once(int pipe, std::size_t size) {
    std::string bytes(size, '\0');
    const auto count = ::read(pipe, bytes.data(), bytes.size());
    bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return bytes;
}

// Returns what is taken for the frame.
inline std::string broken() {
    auto [out, in] = make_pipe();
    const auto camera = write_frame(std::move(in));
    const auto frame = read_once(out.get(), frame_size);         // wrong
    while (!read_once(out.get(), frame_size).empty()) continue;  // lets the camera end
    return frame;
}

// The mend: read until the frame is whole, however many reads that takes.
inline std::string mended() {
    auto [out, in] = make_pipe();
    const auto camera = write_frame(std::move(in));
    std::string frame;
    while (frame.size() < frame_size) {
        const auto more = read_once(out.get(), frame_size - frame.size());
        if (more.empty()) throw std::runtime_error{"the frame ended too early"};
        frame += more;
    }
    return frame;
}

}  // namespace lockstep::short_read
