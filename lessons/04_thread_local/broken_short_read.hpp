// Fault D12: a short read is taken for a whole frame.
//
// A pipe, like a TCP connection, carries bytes and not frames: one read gives what is
// there now. Linux keeps at most 64 KiB in a pipe (pipe(7)), so of a larger frame one
// read gives only a part, every time.
#pragma once

#include <array>
#include <cstddef>
#include <span>
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

// Blocks until all is written; gives up when nobody reads any more (Program ignores
// SIGPIPE, so that is an error and not our end).
inline void write_frame(int pipe, const std::string& frame) {
    for (std::size_t sent = 0; sent < frame.size();) {
        const auto count = ::write(pipe, frame.data() + sent, frame.size() - sent);
        if (count <= 0) return;
        sent += static_cast<std::size_t>(count);
    }
}

// One read. Returns what is taken for the frame.
inline std::string broken() {
    auto [out, in] = make_pipe();
    std::string frame(frame_size, '\0');
    {
        std::jthread camera{[pipe = in.get()] { write_frame(pipe, make_frame()); }};
        const auto count = ::read(out.get(), frame.data(), frame.size());  // wrong
        frame.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
        out = FileDescriptor{};  // the camera need not wait for us
    }
    return frame;
}

// The mend: read until the frame is whole, however many reads that takes.
inline std::string mended() {
    const auto [out, in] = make_pipe();
    std::jthread camera{[pipe = in.get()] { write_frame(pipe, make_frame()); }};
    std::string frame(frame_size, '\0');
    for (std::size_t have = 0; have < frame.size();) {
        const auto count = ::read(out.get(), frame.data() + have, frame.size() - have);
        if (count <= 0) throw std::runtime_error{"the frame ended too early"};
        have += static_cast<std::size_t>(count);
    }
    return frame;
}

}  // namespace lockstep::short_read
