#include "common/downloader.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/socket.h>

#include "common/quote_server.hpp"
#include "common/stock_id.hpp"
#include "tests/common/hostile_server.hpp"

using namespace lockstep;
using namespace std::chrono_literals;
using test::HostileServer;
using test::Peer;
using Kind = DownloadError::Kind;

namespace {

// So much that no busy machine can exceed it; a test that is about a limit names its own.
const DownloadLimits generous{60s, 60s, 60s, 16U << 20U};

std::string answer_with(const std::string& body, const std::string& more_headers = {}) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           more_headers + "\r\n" + body;
}

// Says the same to every client, whatever it asks, then closes the connection.
auto say_once(std::string bytes) {
    return [bytes = std::move(bytes)](Peer& peer) {
        peer.request();
        peer.say(bytes);
    };
}

Download download_from(const HostileServer& server,
                       const DownloadLimits& limits = generous) {
    return Downloader{server.url(), limits}.get("000007");
}

void check_begins(const Download& download, Kind kind, const std::string& text) {
    REQUIRE(download.error.has_value());
    CAPTURE(download.error->text);
    CHECK(download.error->kind == kind);
    CHECK(download.error->text.starts_with(text));
}

void check_failure(const Download& download, Kind kind, const std::string& text) {
    REQUIRE(download.error.has_value());
    CHECK(download.error->kind == kind);
    CHECK(download.error->text == text);
}

}  // namespace

TEST_CASE("a download brings the bytes as they came and the charset that was named") {
    const std::string bytes{"\xc8\xd5\xc6\xda,\0\xff\r\n", 10};
    const HostileServer server{
        say_once(answer_with(bytes, "Content-Type: text/csv; Charset=\"GB2312\"\r\n"))};
    const auto download = download_from(server);
    CHECK(download.ok());
    CHECK(download.id == "000007");
    CHECK(download.body == bytes);
    CHECK(download.charset == "gb2312");
}

TEST_CASE("many downloads use one connection") {
    const QuoteServer server;
    Downloader downloader{server.csv_url(), generous};
    for (const auto& id : stock_ids(50)) CHECK(downloader.get(id).ok());
    CHECK(server.connections() == 1);
}

TEST_CASE("an answer with another status leaves the connection usable") {
    QuoteServerOptions options;
    options.faults["000002"] = Fault::not_found;
    const QuoteServer server{options};
    Downloader downloader{server.csv_url(), generous};
    CHECK(downloader.get("000001").ok());
    check_failure(downloader.get("000002"), Kind::status, "000002: 404 Not Found");
    CHECK(downloader.get("000003").ok());
    CHECK(server.connections() == 1);
}

TEST_CASE("what a server says about an error is kept") {
    const QuoteServer server;
    const auto download = Downloader{server.depth_url(), generous}.get("abcxyz");
    check_failure(download, Kind::status, "abcxyz: 404 Not Found");
    CHECK(download.body == R"({"error":{"message":"no market is called abcxyz"}})");
}

TEST_CASE("a redirect is not followed but told") {
    const HostileServer server{
        say_once("HTTP/1.1 302 Found\r\nLocation: http://evil.example/\r\n"
                 "Content-Length: 0\r\n\r\n")};
    check_failure(download_from(server), Kind::status,
                  "000007: 302 Found, it has moved to http://evil.example/");
}

TEST_CASE("an id is percent encoded wherever the template names it") {
    const HostileServer server{[](Peer& peer) {
        const auto request = peer.request();
        peer.say(answer_with(request.substr(0, request.find('\r'))));
    }};
    auto url = server.url();
    url.replace(url.find("{sid}"), 5, "a/{sid}.csv?code={sid}&x=1,'2'+3");
    CHECK(
        Downloader{url, generous}.get("7/..&%虚").body ==
        "GET /a/7%2F..%26%25%E8%99%9A.csv?code=7%2F..%26%25%E8%99%9A&x=1,'2'+3 HTTP/1.1");
}

TEST_CASE("a request asks for bytes as they are") {
    const HostileServer server{[](Peer& peer) { peer.say(answer_with(peer.request())); }};
    const auto request = download_from(server).body;
    CHECK(request.find("\r\nAccept-Encoding: identity\r\n") != request.npos);
}

TEST_CASE("a template that cannot be a URL is refused with its text") {
    for (const std::string text :
         {"", "127.0.0.1/{sid}", "ftp://a/{sid}", "file:///{sid}", "http:///{sid}",
          "http://a:0/{sid}", "http://a:65536/{sid}", "http://a:8x/{sid}",
          "http://a/stock", "http://{sid}/", "http://a/{sid} x", "http://a/{sid}#x",
          "http://u@a/{sid}", "http://[::1/{sid}", "http://a:/{sid}"}) {
        CAPTURE(text);
        try {
            const Downloader downloader{text};
            FAIL("accepted");
        } catch (const std::invalid_argument& error) {
            CHECK(std::string{error.what()}.starts_with(text + ": "));
        }
    }
}

TEST_CASE("nobody listening is a connect failure that names the address") {
    const test::SilentPort port;
    check_failure(Downloader{"http://" + port.address() + "/{sid}"}.get("000001"),
                  Kind::connect, "000001: nobody listens at " + port.address());
    const auto download = Downloader{"http://[::1]:9/{sid}"}.get("000001");
    REQUIRE(download.error.has_value());
    CHECK(download.error->text.find(" [::1]:9") != std::string::npos);
}

TEST_CASE("a host that nobody knows is a connect failure") {
    // The system refuses this name by itself, without asking the network.
    check_failure(Downloader{"http://no..name/{sid}"}.get("000001"), Kind::connect,
                  "000001: cannot find the host no..name");
}

TEST_CASE("a server that cannot encrypt is a connect failure") {
    const HostileServer server{[](Peer& peer) { peer.say("only in the clear\r\n"); }};
    auto url = server.url();
    url.insert(url.find(':'), "s");
    check_begins(Downloader{url, generous}.get("000001"), Kind::connect,
                 "000001: cannot connect to 127.0.0.1:");
}

TEST_CASE("a proxy is asked for the web and never for this machine") {
    const HostileServer proxy{[](Peer& peer) {
        const auto request = peer.request();
        peer.say(answer_with(request.substr(0, request.find('\r'))));
    }};
    const HostileServer server{say_once(answer_with("from this machine"))};
    ::unsetenv("no_proxy");
    ::setenv("http_proxy", proxy.url().substr(0, proxy.url().find("/{")).c_str(), 1);
    CHECK(download_from(server).body == "from this machine");
    CHECK(Downloader{"http://quotes.example/{sid}", generous}.get("000001").body ==
          "GET http://quotes.example/000001 HTTP/1.1");
    const test::SilentPort port;
    ::setenv("http_proxy", port.address().c_str(), 1);
    check_begins(Downloader{"http://quotes.example/{sid}", generous}.get("000001"),
                 Kind::connect, "000001: cannot connect to quotes.example:80: ");
    ::unsetenv("http_proxy");
}

TEST_CASE("child processes do not inherit a connection to a server") {
    const HostileServer server{say_once(answer_with("here"))};
    Downloader downloader{server.url(), generous};
    CHECK(downloader.get("000001").ok());
    for (int number = 3; number < 64; ++number) {
        sockaddr_storage address{};
        socklen_t size = sizeof address;
        const bool is_socket =
            ::getpeername(number, reinterpret_cast<sockaddr*>(&address), &size) == 0;
        if (is_socket && address.ss_family == AF_INET)
            CHECK((::fcntl(number, F_GETFD) & FD_CLOEXEC) != 0);
    }
}

TEST_CASE("a server that takes no more connections is a connect failure") {
    // A full queue: nobody accepts, and there is room for one.
    const test::FullServer server;
    auto limits = generous;
    limits.connect = 50ms;
    check_failure(Downloader{server.url(), limits}.get("000001"), Kind::connect,
                  "000001: no connection to " + server.address() + " within 50 ms");
}

TEST_CASE("each fault of the quote server is told apart") {
    QuoteServerOptions options;
    options.rows = 100;
    options.faults = {{"1", Fault::server_error},
                      {"2", Fault::close},
                      {"3", Fault::cut_short},
                      {"4", Fault::garbage},
                      {"5", Fault::never}};
    const QuoteServer server{options};
    Downloader downloader{server.csv_url(), generous};
    const auto size = downloader.get("3000").body.size();
    check_failure(downloader.get("1"), Kind::status, "1: 500 Internal Server Error");
    check_failure(downloader.get("2"), Kind::broken,
                  "2: the connection was closed without an answer");
    const auto cut = downloader.get("3");
    CHECK(cut.body.size() > size / 3);
    REQUIRE(cut.error.has_value());
    CHECK(cut.error->kind == Kind::broken);
    CHECK(cut.error->text.starts_with("3: the answer was cut short after " +
                                      std::to_string(cut.body.size()) + " of "));
    check_begins(downloader.get("4"), Kind::broken,
                 "4: what came is not an HTTP answer: ");
    auto limits = generous;
    limits.read = 50ms;
    check_failure(Downloader{server.csv_url(), limits}.get("5"), Kind::timeout,
                  "5: no answer within 50 ms");
    CHECK(downloader.get("6").ok());
}

TEST_CASE("a dripping answer ends at the total deadline") {
    QuoteServerOptions options;
    options.faults["000005"] = Fault::drip;
    const QuoteServer server{options};
    auto limits = generous;
    limits.total = 200ms;
    const auto download = Downloader{server.csv_url(), limits}.get("000005");
    REQUIRE(download.error.has_value());
    CHECK(download.error->kind == Kind::timeout);
    CHECK(download.error->text.starts_with("000005: not finished within 200 ms"));
}

TEST_CASE("a dripping header ends at the total deadline") {
    const HostileServer server{[](Peer& peer) {
        peer.say("HTTP/1.1 200 OK\r\n");
        while (peer.say("X: y\r\n") && peer.pause(5ms)) {
        }
    }};
    auto limits = generous;
    limits.total = 100ms;
    check_failure(download_from(server, limits), Kind::timeout,
                  "000007: not finished within 100 ms");
}

TEST_CASE("a body that stops coming ends at the read limit") {
    const HostileServer server{[](Peer& peer) {
        peer.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
        peer.wait_until_it_leaves();
    }};
    auto limits = generous;
    limits.read = 50ms;
    const auto download = download_from(server, limits);
    REQUIRE(download.error.has_value());
    CHECK(download.error->kind == Kind::timeout);
    // The second when the machine is so busy that not even the head came in time.
    const std::vector<std::string> texts{
        "000007: nothing more came for 50 ms, after 3 of 10 bytes",
        "000007: no answer within 50 ms"};
    CHECK(std::find(texts.begin(), texts.end(), download.error->text) != texts.end());
}

TEST_CASE("headers and lines without end are cut off") {
    const auto endless = [](std::string head, std::string again) {
        return [=](Peer& peer) {
            peer.request();
            peer.say(head);
            while (peer.say(again)) {
            }
        };
    };
    const std::vector<std::pair<std::string, std::string>> cases{
        {"HTTP/1.1 200 OK", "a"},
        {"HTTP/1.1 200 OK\r\n", "a"},
        {"HTTP/1.1 200 OK\r\n", "X: y\r\n"},
        {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n", "X: y\r\n"},
        {"HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n"},
    };
    for (const auto& words : cases) {
        CAPTURE(words.first);
        const HostileServer server{endless(words.first, words.second)};
        check_failure(download_from(server), Kind::broken,
                      "000007: a line or the header of the answer has no end");
    }
    const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (const auto& head : {std::string{}, chunked}) {
        const HostileServer server{endless(head, "1")};
        check_begins(download_from(server), Kind::broken,
                     "000007: what came is not an HTTP answer: ");
    }
}

TEST_CASE("an answer that announces too much is not read") {
    const HostileServer server{[](Peer& peer) {
        peer.say("HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551615\r\n\r\n");
        peer.wait_until_it_leaves();
    }};
    check_failure(
        download_from(server), Kind::too_large,
        "000007: the answer announces 18446744073709551615 bytes, 16 MiB are allowed");
}

TEST_CASE("an answer that grows too large is given up") {
    const auto grow = [](std::string head, std::string piece) {
        return [=](Peer& peer) {
            peer.request();
            peer.say(head);
            while (peer.say(piece)) {
            }
        };
    };
    auto limits = generous;
    limits.max_bytes = 10'000;
    for (const auto& talk :
         {grow("HTTP/1.1 200 OK\r\n\r\n", "123"),
          grow("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "3\r\n123\r\n"),
          grow("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
               "7ffffffffffffff0\r\n",
               "123")}) {
        const HostileServer server{talk};
        check_failure(download_from(server, limits), Kind::too_large,
                      "000007: the answer is larger than 10000 bytes, which are allowed");
    }
}

TEST_CASE("an answer as large as allowed comes") {
    auto limits = generous;
    limits.max_bytes = 100'000;
    const std::string body(limits.max_bytes, 'x');
    const HostileServer server{say_once(answer_with(body))};
    CHECK(download_from(server, limits).body == body);
}

TEST_CASE("a body in chunks and a body up to the close come whole") {
    const HostileServer chunks{
        say_once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                 "3\r\nabc\r\n5;x=y\r\ndefgh\r\n0\r\n\r\n")};
    CHECK(download_from(chunks).body == "abcdefgh");
    const HostileServer close{say_once("HTTP/1.0 200 OK\r\n\r\nabcdefgh")};
    CHECK(download_from(close).body == "abcdefgh");
}

TEST_CASE("trailers after the chunks are no part of the body") {
    const HostileServer server{[](Peer& peer) {
        while (!peer.request().empty())
            peer.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n"
                     "\r\n3\r\nabc\r\n0\r\nX-Sum: 1\r\nContent-Encoding: gzip\r\n\r\n");
    }};
    Downloader downloader{server.url(), generous};
    for (int i = 0; i < 3; ++i) CHECK(downloader.get("000007").body == "abc");
    CHECK(server.connections() == 1);
}

TEST_CASE("answers that only announce the true one are passed over") {
    for (const std::string before :
         {"HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n",
          "HTTP/1.1 102 Processing\r\n\r\n",
          "HTTP/1.1 100 Continue\r\nContent-Encoding: gzip\r\n\r\n",
          "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"}) {
        CAPTURE(before);
        const HostileServer server{[=](Peer& peer) {
            while (!peer.request().empty()) peer.say(before + answer_with("true"));
        }};
        Downloader downloader{server.url(), generous};
        for (int i = 0; i < 3; ++i) CHECK(downloader.get("000007").body == "true");
        CHECK(server.connections() == 1);
    }
}

TEST_CASE("lines of a header may end without a carriage return") {
    const HostileServer server{
        say_once("HTTP/1.1 200 OK\nContent-Type: text/csv; charset=gbk\n"
                 "Content-Length: 3\n\nabc")};
    const auto download = download_from(server);
    CHECK(download.body == "abc");
    CHECK(download.charset == "gbk");
}

TEST_CASE("a length that is no length is a broken answer") {
    for (const std::string length :
         {"-1", "+5", "5x", "0x5", "99999999999999999999999", "5 5"}) {
        CAPTURE(length);
        const HostileServer server{
            say_once("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\nabcde")};
        const auto download = download_from(server);
        REQUIRE(download.error.has_value());
        CHECK(download.error->kind == Kind::broken);
        // The second when libcurl itself will have none of it.
        const auto& text = download.error->text;
        const bool tells = text.ends_with("announces a length of " + length) ||
                           text.find("Content-Length") != text.npos;
        CHECK_MESSAGE(tells, text);
    }
    const HostileServer two{say_once(answer_with("abcde", "Content-Length: 4\r\n"))};
    check_failure(download_from(two), Kind::broken,
                  "000007: the answer announces a length of 5 and of 4");
}

TEST_CASE("more bytes than announced do not become the next answer") {
    const HostileServer server{[](Peer& peer) {
        while (!peer.request().empty())
            peer.say(answer_with("first") + answer_with("planted"));
    }};
    Downloader downloader{server.url(), generous};
    for (int i = 0; i < 3; ++i) CHECK(downloader.get("000007").body == "first");
    CHECK(server.connections() == 3);
}

TEST_CASE("an answer cut short by a reset is broken") {
    const HostileServer server{[](Peer& peer) {
        peer.request();
        peer.say("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n");
        peer.reset();
    }};
    const auto download = download_from(server);
    REQUIRE(download.error.has_value());
    CHECK(download.error->kind == Kind::broken);
}

TEST_CASE("an answer cut short in its header is broken") {
    const HostileServer server{say_once("HTTP/1.1 200 OK\r\nContent-Le")};
    check_failure(download_from(server), Kind::broken,
                  "000007: the answer was cut short in its header");
}

TEST_CASE("a compressed answer was not asked for") {
    const HostileServer server{
        say_once(answer_with("\x1f\x8b", "Content-Encoding: gzip\r\n"))};
    check_failure(download_from(server), Kind::broken,
                  "000007: the answer is compressed (gzip), unasked");
}

TEST_CASE("what a server says cannot drive the terminal") {
    const HostileServer server{
        say_once("HTTP/1.1 404 \x1b[2J\x07\r\nContent-Length: 0\r\n\r\n")};
    const auto download = download_from(server);
    REQUIRE(download.error.has_value());
    CHECK(download.error->text.find('\x1b') == std::string::npos);
    CHECK(download.error->text.starts_with("000007: 404 "));
}

TEST_CASE("a kept connection that the server closed is opened again") {
    // Every second request meets a connection that is closed without an answer.
    const HostileServer server{[](Peer& peer) {
        peer.request();
        peer.say(answer_with("here"));
        peer.request();
    }};
    Downloader downloader{server.url(), generous};
    for (int i = 0; i < 4; ++i) CHECK(downloader.get("000007").ok());
    CHECK(server.connections() == 4);
}

TEST_CASE("a new connection that is closed without an answer is not tried again") {
    const HostileServer server{[](Peer& peer) { peer.request(); }};
    check_failure(download_from(server), Kind::broken,
                  "000007: the connection was closed without an answer");
    CHECK(server.connections() == 1);
}

TEST_CASE("a restarted server is found again") {
    // Another program may take the port in between: then once more.
    for (int attempt = 0; attempt < 5; ++attempt) {
        QuoteServerOptions options;
        auto server = std::make_unique<QuoteServer>(options);
        options.port = server->port();
        Downloader downloader{server->csv_url(), generous};
        REQUIRE(downloader.get("000001").ok());
        server.reset();
        CHECK_FALSE(downloader.get("000001").ok());
        try {
            server = std::make_unique<QuoteServer>(options);
        } catch (const std::system_error&) {
            continue;
        }
        CHECK(downloader.get("000001").ok());
        return;
    }
    FAIL("the port was taken every time");
}

// On a connection that is kept, nothing else would wake libcurl in the next hour.
TEST_CASE("a stop interrupts a download that waits for its answer") {
    std::stop_source stop;
    const HostileServer server{[&](Peer& peer) {
        peer.request();
        peer.say(answer_with("here"));
        peer.request();
        stop.request_stop();
        peer.wait_until_it_leaves();
    }};
    auto limits = generous;
    limits.read = limits.total = 1h;
    Downloader downloader{server.url(), limits, stop.get_token()};
    CHECK(downloader.get("000006").ok());
    check_failure(downloader.get("000007"), Kind::interrupted, "000007: interrupted");
    check_failure(downloader.get("000008"), Kind::interrupted, "000008: interrupted");
    CHECK(server.connections() == 1);
    const test::SilentPort port;
    Downloader late{"http://" + port.address() + "/{sid}", generous, stop.get_token()};
    check_failure(late.get("000009"), Kind::interrupted, "000009: interrupted");
}

TEST_CASE("a stop interrupts a download that waits for a connection") {
    std::stop_source stop;
    const test::FullServer server;
    auto limits = generous;
    limits.connect = limits.total = 1h;
    Downloader downloader{server.url(), limits, stop.get_token()};
    std::jthread stopper{[&] { stop.request_stop(); }};
    check_failure(downloader.get("000007"), Kind::interrupted, "000007: interrupted");
}

TEST_CASE("downloaders in different threads do not disturb each other") {
    QuoteServerOptions options;
    options.faults["000003"] = Fault::close;
    const QuoteServer server{options};
    const auto expected = Downloader{server.csv_url(), generous}.get("000005").body;
    std::vector<int> good(8);
    {
        std::vector<std::jthread> threads;
        for (auto& count : good)
            threads.emplace_back([&] {
                Downloader downloader{server.csv_url(), generous};
                for (int i = 0; i < 20; ++i) {
                    if (!downloader.get("000003").ok()) ++count;
                    if (downloader.get("000005").body == expected) ++count;
                }
            });
    }
    CHECK(good == std::vector<int>(8, 40));
}
