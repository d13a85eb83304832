#include "lessons/04_thread_local/programs/client.hpp"

#include <array>

#include <fmt/format.h>

#include "common/http_reply.hpp"
#include "lessons/04_thread_local/programs/page.hpp"
#include "lessons/04_thread_local/session.hpp"

namespace lockstep {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

namespace {

Patience patience_for(const VideoSite& site) {
    return {site.stalled, Clock::now() + site.longest};
}

void reply(TcpStream& stream, const VideoSite& site, const HttpReply& answer,
           HttpBody body) {
    send_reply(stream, answer, patience_for(site), body);
}

bool server_stops(const TcpStream& stream, const VideoSite& site) {
    return site.frames.ended() || stream.woken();
}

// Blocks until there is a frame above `than`; nothing when the client has gone, or the
// server stops. Looks at the client often: at one frame a second its leaving would
// otherwise be noticed too late.
FramePtr next_frame(const TcpStream& stream, const VideoSite& site, std::uint64_t than) {
    while (!server_stops(stream, site) && !stream.peer_has_left()) {
        auto frame = site.frames.wait_newer(than, Clock::now() + site.look);
        if (frame) return frame;
    }
    return nullptr;
}

TcpResult send_frame(TcpStream& stream, const VideoSite& site, const Frame& frame) {
    const auto head = fmt::format("Content-Type: image/jpeg\r\nContent-Length: {}\r\n"
                                  "X-Frame: {}\r\n\r\n",
                                  frame.jpeg.size(), frame.number);
    // The boundary follows at once: a browser shows a picture when it has seen its end.
    const std::array<std::string_view, 3> parts{head, frame.bytes(), "\r\n--frame\r\n"};
    return stream.write_all(parts, patience_for(site));
}

// No lock is held here: the frame is const, and ours until we let go of it.
void stream_video(TcpStream& stream, const VideoSite& site, HttpBody body) {
    constexpr std::string_view head =
        "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n"
        "Cache-Control: no-store\r\nConnection: close\r\n\r\n";
    if (body == HttpBody::leave_out) {
        stream.write_all(head, patience_for(site));
        return;
    }
    auto& viewer = begin_session(site.clients, stream.peer());
    stream.limit_send_buffer(site.send_buffer);
    const std::array<std::string_view, 2> begin{head, "--frame\r\n"};
    auto sent = stream.write_all(begin, patience_for(site));
    while (sent == TcpResult::ready) {
        const auto frame = next_frame(stream, site, viewer.row().newest);
        if (!frame) break;
        sent = send_frame(stream, site, *frame);
        if (sent == TcpResult::ready)
            viewer.frame_sent(frame->number, frame->jpeg.size());
    }
    if (server_stops(stream, site))
        viewer.remark("the server stops");
    else if (sent != TcpResult::ready)
        viewer.remark(std::string{in_words(sent)});
}

void send_one_frame(TcpStream& stream, const VideoSite& site, HttpBody body) {
    const auto frame = next_frame(stream, site, 0);
    if (!frame) return;
    reply(stream, site, {200, "image/jpeg", frame->bytes()}, body);
}

void answer(TcpStream& stream, const VideoSite& site, const HttpRequest& request) {
    const bool is_head = request.method == "HEAD";
    const auto body = is_head ? HttpBody::leave_out : HttpBody::send;
    const bool known = request.path == "/" || request.path == "/stream.mjpg" ||
                       request.path == "/frame.jpg" || request.path == "/stats";
    if (!known) return reply(stream, site, http_mistake(404), body);
    if (request.method != "GET" && !is_head) {
        auto mistake = http_mistake(405);
        mistake.more_headers = "Allow: GET, HEAD\r\n";
        return reply(stream, site, mistake, body);
    }
    if (request.path == "/stream.mjpg") return stream_video(stream, site, body);
    if (request.path == "/frame.jpg") return send_one_frame(stream, site, body);
    if (request.path == "/")
        return reply(stream, site, {200, "text/html; charset=utf-8", page}, body);
    const auto stats = stats_as_json(site.clients.snapshot(), site.camera);
    reply(stream, site, {200, "application/json", stats}, body);
}

}  // namespace

void serve_client(TcpStream stream, const VideoSite& site) {
    const auto read = read_http_request(stream, site.request);
    if (read.request)
        answer(stream, site, *read.request);
    else if (read.status != 0)
        reply(stream, site, http_mistake(read.status), HttpBody::send);
    stream.finish({250ms, Clock::now() + 1s});
}

}  // namespace lockstep
