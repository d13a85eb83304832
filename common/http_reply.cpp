#include "common/http_reply.hpp"

#include <array>

#include <fmt/format.h>

namespace lockstep {

namespace {

std::string_view words_of(int status) {
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    default:
        return "Error";
    }
}

}  // namespace

std::string http_status_line(int status) {
    return fmt::format("{} {}", status, words_of(status));
}

HttpReply http_mistake(int status) {
    HttpReply reply;
    reply.status = status;
    reply.body = words_of(status);
    return reply;
}

std::string http_head(const HttpReply& reply, HttpConnection connection) {
    return fmt::format("HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n"
                       "Cache-Control: no-store\r\nConnection: {}\r\n{}\r\n",
                       http_status_line(reply.status), reply.type, reply.body.size(),
                       connection == HttpConnection::keep ? "keep-alive" : "close",
                       reply.more_headers);
}

TcpResult send_reply(TcpStream& stream, const HttpReply& reply, const Patience& patience,
                     HttpBody body) {
    const auto head = http_head(reply, HttpConnection::close);
    const std::array<std::string_view, 2> parts{
        head, body == HttpBody::send ? reply.body : std::string_view{}};
    return stream.write_all(parts, patience);
}

}  // namespace lockstep
