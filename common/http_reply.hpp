// A short answer to an HTTP request.
#pragma once

#include <string>
#include <string_view>

#include "common/tcp_stream.hpp"

namespace lockstep {

struct HttpReply {
    int status = 200;
    std::string_view type = "text/plain; charset=utf-8";
    std::string_view body = {};
    std::string more_headers = {};  // lines that end with "\r\n"
};

// "404 Not Found"
std::string http_status_line(int status);

// The answer to a mistake: its status as text, which a browser shows.
HttpReply http_mistake(int status);

enum class HttpBody { send, leave_out };    // left out for HEAD
enum class HttpConnection { close, keep };  // what becomes of it after the answer

// All that stands before the body, the empty line too.
std::string http_head(const HttpReply& reply, HttpConnection connection);

// After this answer the connection ends.
TcpResult send_reply(TcpStream& stream, const HttpReply& reply, const Patience& patience,
                     HttpBody body = HttpBody::send);

}  // namespace lockstep
