// The head of an HTTP request, read from a client that may be slow, hostile or confused.
//
// A body is not read: the servers here answer only questions. Source: RFC 9112.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "common/tcp_stream.hpp"

namespace lockstep {

struct HttpRequest {
    std::string method;      // "GET"
    std::string path;        // "/stats", without what follows a question mark
    std::string query = {};  // what follows it: "market=eosbtc"
    // Whether another may follow on the connection. Not when a body was announced: it is
    // never read, so what follows it could not be told from a request.
    bool may_be_followed = false;
};

struct HttpRequestLimits {
    std::size_t bytes = 8192;              // of the whole head
    std::chrono::milliseconds time{5000};  // for all of it
};

// Either a request, or the status that such a client deserves: 400, 408, 431. Neither,
// when it left or we were woken: then there is nobody to answer.
struct HttpRequestRead {
    std::optional<HttpRequest> request;
    int status = 0;
};

// `unread` is what came after the last request; then what comes after this one.
HttpRequestRead read_http_request(TcpStream& stream, const HttpRequestLimits& limits,
                                  std::string& unread);
// For a connection that ends after one request.
HttpRequestRead read_http_request(TcpStream& stream, const HttpRequestLimits& limits);

// What a whole head says, up to and without the empty line; nothing when it is nonsense.
std::optional<HttpRequest> parse_http_request(std::string_view head);

// "a b" for "a%20b"; what is no such code stays as it is.
std::string percent_decoded(std::string_view text);
// "eosbtc" for "market" in "market=eosbtc&depth=5", decoded; empty when it is missing.
std::string http_parameter(std::string_view query, std::string_view name);

}  // namespace lockstep
