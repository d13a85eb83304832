#include "lessons/04_thread_local/tests/video_viewer_test.hpp"

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "common/tcp_connect.hpp"

namespace lockstep::test {

namespace {

Patience patience_of(std::chrono::milliseconds limit) {
    return {limit, std::chrono::steady_clock::now() + limit};
}

// What stands behind "Content-Length: " and the like.
std::uint64_t number_behind(const std::string& head, const std::string& field) {
    const auto at = head.find(field);
    if (at == std::string::npos) throw std::runtime_error{"no " + field + " in " + head};
    return std::strtoull(head.c_str() + at + field.size(), nullptr, 10);
}

}  // namespace

VideoViewer::VideoViewer(int port, std::chrono::milliseconds limit) : limit_{limit} {
    auto connection = tcp_connect("127.0.0.1", port, patience_of(limit), nobody_);
    if (!connection.socket.is_open()) throw std::runtime_error{connection.why_not};
    stream_.emplace(std::move(connection.socket), "the server", nobody_);
}

void VideoViewer::say(const std::string& text) {
    stream_->write_all(text, patience_of(limit_));
}

void VideoViewer::get(const std::string& path) {
    say("GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n");
}

VideoViewer::Answer VideoViewer::answer() {
    while (read_more()) continue;
    const auto end = unread_.find("\r\n\r\n");
    if (!unread_.starts_with("HTTP/1.1 ") || end == std::string::npos) return {};
    return {std::atoi(unread_.c_str() + 9), unread_.substr(0, end + 2),
            unread_.substr(end + 4)};
}

std::optional<VideoViewer::Received> VideoViewer::next_frame() {
    if (!read_until("--frame\r\n")) return std::nullopt;
    const auto head = read_until("\r\n\r\n");
    if (!head) return std::nullopt;
    auto jpeg = read_exactly(number_behind(*head, "Content-Length: "));
    if (!jpeg) return std::nullopt;
    return Received{number_behind(*head, "X-Frame: "), std::move(*jpeg)};
}

void VideoViewer::leave() {
    stream_.reset();
}

bool VideoViewer::read_more() {
    std::array<char, 65536> buffer;
    const auto read = stream_->read_some(buffer, patience_of(limit_));
    unread_.append(buffer.data(), read.bytes);
    return read.result == TcpResult::ready;
}

std::optional<std::string> VideoViewer::read_until(const std::string& end) {
    while (unread_.find(end) == std::string::npos)
        if (!read_more()) return std::nullopt;
    return read_exactly(unread_.find(end) + end.size());
}

std::optional<std::string> VideoViewer::read_exactly(std::size_t size) {
    while (unread_.size() < size)
        if (!read_more()) return std::nullopt;
    auto text = unread_.substr(0, size);
    unread_.erase(0, size);
    return text;
}

VideoViewer::Answer ask(int port, const std::string& path, const std::string& method) {
    VideoViewer viewer{port};
    viewer.say(method + " " + path + " HTTP/1.1\r\nHost: test\r\n\r\n");
    return viewer.answer();
}

}  // namespace lockstep::test
