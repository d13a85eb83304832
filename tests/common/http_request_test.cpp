#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <string>
#include <thread>

#include <sys/socket.h>

#include "common/http_reply.hpp"
#include "common/http_request.hpp"
#include "common/tcp_connect.hpp"
#include "common/tcp_listener.hpp"

using namespace lockstep;
using namespace std::chrono_literals;

namespace {

const auto no_deadline = std::chrono::steady_clock::time_point::max();
const Patience patience{20s, no_deadline};

// A client that says `text`, and then nothing more or goodbye.
enum class Then { stays, leaves };
HttpRequestRead reads(const std::string& text, Then then = Then::stays,
                      HttpRequestLimits limits = {8192, 20s}) {
    const WakeUp wake_up;
    TcpListener listener{"127.0.0.1", 0, wake_up};
    auto client = tcp_connect("127.0.0.1", listener.port(), patience, wake_up).socket;
    auto stream = listener.accept();
    REQUIRE(stream.has_value());
    CHECK(::send(client.get(), text.data(), text.size(), MSG_NOSIGNAL) ==
          static_cast<ssize_t>(text.size()));
    if (then == Then::leaves) client = FileDescriptor{};
    return read_http_request(*stream, limits);
}

}  // namespace

TEST_CASE("a request gives its method and its path") {
    const auto read = reads("GET /stats?at=7 HTTP/1.1\r\nHost: here\r\n\r\n");
    REQUIRE(read.request.has_value());
    CHECK(read.request->method == "GET");
    CHECK(read.request->path == "/stats");
    CHECK(read.request->query == "at=7");
    CHECK(read.status == 0);
}

TEST_CASE("a parameter is found among others and decoded") {
    const std::string query = "depth=5&market=a%20b%2f%zz%&x";
    CHECK(http_parameter(query, "depth") == "5");
    CHECK(http_parameter(query, "market") == "a b/%zz%");
    CHECK(http_parameter(query, "mark").empty());
    CHECK(http_parameter(query, "x").empty());
    CHECK(http_parameter("", "x").empty());
}

TEST_CASE("another request may follow unless the head says otherwise") {
    const auto may_be_followed = [](const std::string& head) {
        const auto request = parse_http_request(head);
        REQUIRE(request.has_value());
        return request->may_be_followed;
    };
    CHECK(may_be_followed("GET / HTTP/1.1"));
    CHECK(may_be_followed("GET / HTTP/1.1\r\nConnection: keep-alive\r\nHost: a"));
    CHECK_FALSE(may_be_followed("GET / HTTP/1.0"));
    CHECK_FALSE(may_be_followed("GET / HTTP/1.1\r\nX: y\r\ncOnnection:\tClose "));
    CHECK_FALSE(may_be_followed("GET / HTTP/1.1\nContent-Length: 5"));
    CHECK_FALSE(may_be_followed("GET / HTTP/1.1\r\nTransfer-Encoding: chunked"));
}

TEST_CASE("requests that come at once are read one after the other") {
    const WakeUp wake_up;
    TcpListener listener{"127.0.0.1", 0, wake_up};
    auto client = tcp_connect("127.0.0.1", listener.port(), patience, wake_up).socket;
    auto stream = listener.accept();
    REQUIRE(stream.has_value());
    const std::string both = "GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\n\nGET";
    CHECK(::send(client.get(), both.data(), both.size(), MSG_NOSIGNAL) > 0);
    std::string unread;
    for (const std::string path : {"/1", "/2"}) {
        const auto read = read_http_request(*stream, {8192, 20s}, unread);
        REQUIRE(read.request.has_value());
        CHECK(read.request->path == path);
    }
    CHECK(unread == "GET");
}

TEST_CASE("lines may end without a carriage return and fields may be missing") {
    const auto read = reads("HEAD / HTTP/1.0\n\n");
    REQUIRE(read.request.has_value());
    CHECK(read.request->method == "HEAD");
    CHECK(read.request->path == "/");
}

TEST_CASE("what follows the head is left alone") {
    const auto read = reads("POST /say HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello");
    REQUIRE(read.request.has_value());
    CHECK(read.request->method == "POST");
}

TEST_CASE("nonsense is a bad request") {
    for (const std::string line :
         {"", "GET", "GET /", "GET / HTTP/2.0", "GET  HTTP/1.1", "get / HTTP/1.1",
          "GET nowhere HTTP/1.1", "GET /a b HTTP/1.1", "GET /\x01 HTTP/1.1",
          "GET /\xff HTTP/1.1", "GET / HTTP/1.1\r\nno field", "GET / HTTP/1.1\r\nX : y",
          "GET / HTTP/1.1\r\n folded: y", "\x16\x03\x01 / HTTP/1.1"}) {
        CAPTURE(line);
        const auto read = reads(line + "\r\n\r\n");
        CHECK_FALSE(read.request.has_value());
        CHECK(read.status == 400);
    }
}

TEST_CASE("a head of exactly the limit is read and one byte more is too large") {
    const std::string line = "GET / HTTP/1.1\r\nX: ";
    const std::string fits = line + std::string(8192 - line.size() - 1, 'x') + "\r\n\r\n";
    CHECK(reads(fits).request.has_value());
    CHECK(reads(line + std::string(8192, 'x') + "\r\n\r\n").status == 431);
}

TEST_CASE("a head without end is refused as soon as it is over the limit") {
    CHECK(reads("GET /" + std::string(9000, 'a')).status == 431);
}

TEST_CASE("a head that is not whole in time is refused") {
    CHECK(reads("GET / HT", Then::stays, {8192, 10ms}).status == 408);
    CHECK(reads("", Then::stays, {8192, 10ms}).status == 408);
}

TEST_CASE("a client that leaves in the middle of a head deserves no answer") {
    const auto read = reads("GET / HT", Then::leaves);
    CHECK_FALSE(read.request.has_value());
    CHECK(read.status == 0);
}

TEST_CASE("a reply says how long it is and leaves the body out for HEAD") {
    const WakeUp wake_up;
    TcpListener listener{"127.0.0.1", 0, wake_up};
    for (const auto body : {HttpBody::send, HttpBody::leave_out}) {
        TcpStream client{
            tcp_connect("127.0.0.1", listener.port(), patience, wake_up).socket, "server",
            wake_up};
        {
            auto stream = listener.accept();
            REQUIRE(stream.has_value());
            HttpReply reply = http_mistake(405);
            reply.more_headers = "Allow: GET\r\n";
            CHECK(send_reply(*stream, reply, patience, body) == TcpResult::ready);
        }
        std::string heard;
        std::array<char, 512> buffer;
        for (;;) {
            const auto read = client.read_some(buffer, patience);
            if (read.result != TcpResult::ready) break;
            heard.append(buffer.data(), read.bytes);
        }
        const std::string head =
            "HTTP/1.1 405 Method Not Allowed\r\n"
            "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 18\r\n"
            "Cache-Control: no-store\r\nConnection: close\r\nAllow: GET\r\n\r\n";
        CHECK(heard ==
              head + (body == HttpBody::send ? "Method Not Allowed" : std::string{}));
    }
}
