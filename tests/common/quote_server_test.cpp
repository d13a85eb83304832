#include "common/quote_server.hpp"

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <latch>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <vector>

#include <doctest/doctest.h>
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>

#include "common/bounded_wait.hpp"
#include "common/downloader.hpp"
#include "common/invented_quotes.hpp"
#include "common/stock_id.hpp"
#include "common/tcp_connect.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

const DownloadLimits ample{60s, 60s, 60s, 16U << 20U};

// A client that says whatever it likes.
class RawClient {
  public:
    explicit RawClient(int port)
        : connection_{tcp_connect("127.0.0.1", port, for_ever, wake_up_)} {
        REQUIRE(connection_.socket.is_open());
    }

    // As much as the server takes before it closes.
    bool say(std::string_view bytes) {
        while (!bytes.empty()) {
            wait_for(connection_.socket.get(), POLLOUT, for_ever, wake_up_);
            const auto sent = ::send(connection_.socket.get(), bytes.data(), bytes.size(),
                                     MSG_NOSIGNAL);
            if (sent < 0 && errno == EAGAIN) continue;
            if (sent < 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    // Everything up to the close, or up to `end`.
    std::string hear(std::string_view end = {}) {
        std::string heard;
        char buffer[4096];
        while (end.empty() || heard.find(end) == heard.npos) {
            wait_for(connection_.socket.get(), POLLIN, for_ever, wake_up_);
            const auto size = ::recv(connection_.socket.get(), buffer, sizeof buffer, 0);
            if (size < 0 && errno == EAGAIN) continue;
            if (size <= 0) break;
            heard.append(buffer, static_cast<std::size_t>(size));
        }
        return heard;
    }

    bool hears_something_within(std::chrono::milliseconds time) {
        const Patience patience{time, std::chrono::steady_clock::time_point::max()};
        return wait_for(connection_.socket.get(), POLLIN, patience, wake_up_) ==
               Waited::ready;
    }

    void leave() { connection_.socket = FileDescriptor{}; }

  private:
    static constexpr Patience for_ever{1h, std::chrono::steady_clock::time_point::max()};
    WakeUp wake_up_;
    TcpConnection connection_;
};

std::string head_of(int port, const std::string& method, const std::string& target) {
    RawClient client{port};
    client.say(method + " " + target + " HTTP/1.1\r\nConnection: close\r\n\r\n");
    const auto answer = client.hear();
    return answer.substr(0, answer.find("\r\n\r\n"));
}

std::string bytes_of(const fs::path& file) {
    std::ifstream input{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{input}, {}};
}

// While it lives, no thread can be started: none gets a stack as large as all memory.
class NoThreadLeft {
  public:
    NoThreadLeft() {
        REQUIRE(::pthread_getattr_default_np(&before_) == 0);
        pthread_attr_t huge;
        ::pthread_attr_init(&huge);
        ::pthread_attr_setstacksize(&huge, std::size_t{1} << 47U);
        REQUIRE(::pthread_setattr_default_np(&huge) == 0);
        ::pthread_attr_destroy(&huge);
    }
    ~NoThreadLeft() {
        ::pthread_setattr_default_np(&before_);
        ::pthread_attr_destroy(&before_);
    }

  private:
    pthread_attr_t before_{};
};

}  // namespace

TEST_CASE("the server sends invented prices with their charset and says so") {
    for (const auto dialect : {Dialect::chinese, Dialect::english}) {
        QuoteServerOptions options;
        options.dialect = dialect;
        options.seed = 5;
        const QuoteServer server{options};
        const auto download = Downloader{server.csv_url(), ample}.get("000007");
        CHECK(download.body == invented_csv("000007", 5, options.rows, dialect));
        CHECK(download.charset == (dialect == Dialect::chinese ? "gb2312" : "us-ascii"));
        const auto head = head_of(server.port(), "GET", "/csv/000007.csv");
        CHECK(head.starts_with("HTTP/1.1 200 OK\r\n"));
        CHECK(head.find("\r\nX-Lockstep-Prices: invented") != head.npos);
        CHECK(server.ids().empty());
    }
}

TEST_CASE("the server sends order books and says in JSON what it does not know") {
    const QuoteServer server;
    Downloader downloader{server.depth_url(), ample};
    for (const std::string market : {"eosbtc", "ethbtc", "bchbtc", "neobtc"})
        CHECK(downloader.get(market).body == invented_order_book(market, 1));
    const auto unknown = downloader.get("a\"b\xff");
    CHECK(unknown.error.has_value());
    CHECK(unknown.body ==
          "{\"error\":{\"message\":\"no market is called a\\\"b\xef\xbf\xbd\"}}");
}

TEST_CASE("the server sends the files of a folder untouched") {
    const test::TemporaryFolder folder;
    const fs::path path{folder.path()};
    const std::string bytes{"\xef\xbb\xbf日期\r\n\xff\0\n", 14};
    std::ofstream{path / "000002.csv", std::ios::binary} << bytes;
    std::ofstream{path / "000001.csv"} << "a\n";
    std::ofstream{path / "a b#?%.csv"} << "odd\n";
    std::ofstream{path / "notes.txt"} << "no\n";
    std::ofstream{path / ".csv"} << "no\n";
    fs::create_directories(path / "more.csv");
    std::ofstream{path / "more.csv" / "000003.csv"} << "no\n";

    QuoteServerOptions options;
    options.folder = path;
    const QuoteServer server{options};
    CHECK(server.ids() == std::vector<std::string>{"000001", "000002", "a b#?%"});
    Downloader downloader{server.csv_url(), ample};
    CHECK(downloader.get("000002").body == bytes);
    CHECK(downloader.get("000002").charset.empty());
    CHECK(downloader.get("a b#?%").body == "odd\n");
    for (const std::string id :
         {"000003", "more.csv/000003", "more", "../000001", "", "."})
        CHECK_FALSE(downloader.get(id).ok());
    const auto head = head_of(server.port(), "GET", "/csv/../../etc/hostname.csv");
    CHECK(head.starts_with("HTTP/1.1 404 "));
}

TEST_CASE("a file that vanished is an error of its own answer") {
    const test::TemporaryFolder folder;
    std::ofstream{fs::path{folder.path()} / "000001.csv"} << "a\n";
    QuoteServerOptions options;
    options.folder = folder.path();
    const QuoteServer server{options};
    fs::remove(fs::path{folder.path()} / "000001.csv");
    const auto download = Downloader{server.csv_url(), ample}.get("000001");
    REQUIRE(download.error.has_value());
    CHECK(download.error->text == "000001: 500 Internal Server Error");
}

TEST_CASE("other paths and methods are refused") {
    const QuoteServer server;
    for (const std::string path :
         {"/", "/csv/", "/csv/.csv", "/csv/1.csv.gz", "/csv/a/b.csv", "/depth/",
          "/csv/%0a.csv", "/csv/00000000000000000.csv"})
        CHECK(head_of(server.port(), "GET", path).starts_with("HTTP/1.1 404 "));
    for (const std::string method : {"POST", "PUT", "DELETE", "OPTIONS", "BREW"})
        CHECK(head_of(server.port(), method, "/csv/1.csv").starts_with("HTTP/1.1 405 "));
    CHECK(head_of(server.port(), "HEAD", "/csv/1.csv").starts_with("HTTP/1.1 200 "));
    CHECK(head_of(server.port(), "brew", "/csv/1.csv").starts_with("HTTP/1.1 400 "));
}

TEST_CASE("a body cannot smuggle in a second request") {
    const QuoteServer server;
    RawClient client{server.port()};
    const std::string second = "GET /depth?market=eosbtc HTTP/1.1\r\n\r\n";
    client.say("GET /csv/1.csv HTTP/1.1\r\nContent-Length: " +
               std::to_string(second.size()) + "\r\n\r\n" + second);
    const auto answer = client.hear();
    CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(answer.find("timestamp") == answer.npos);
}

TEST_CASE("requests that follow each other at once are answered in order") {
    const QuoteServer server;
    RawClient client{server.port()};
    client.say("GET /csv/1.csv HTTP/1.1\r\n\r\nGET /nothing HTTP/1.1\r\nConnection: "
               "close\r\n\r\n");
    const auto answer = client.hear();
    CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(answer.find("HTTP/1.1 404 ") != answer.npos);
}

TEST_CASE("bytes are sent as they are and all of them whatever a client would like") {
    const QuoteServer server;
    RawClient client{server.port()};
    client.say(
        "GET /csv/1.csv HTTP/1.1\r\nAccept-Encoding: gzip, br\r\nRange: bytes=5-9\r\n"
        "Connection: close\r\n\r\n");
    const auto answer = client.hear();
    CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(answer.ends_with("\r\n\r\n" + invented_csv("1", 1, 20, Dialect::english)));
}

TEST_CASE("a request without end is cut off") {
    const QuoteServer server;
    for (const std::string piece : {"a", "X: y\r\n"}) {
        RawClient client{server.port()};
        std::string much;
        while (much.size() < 1'000'000) much += piece;
        client.say("GET /csv/1.csv HTTP/1.1\r\n" + much);
        CHECK(client.hear().find(" 200 ") == std::string::npos);
    }
    CHECK(Downloader{server.csv_url(), ample}.get("1").ok());
}

TEST_CASE("a port in use is an error that names it") {
    const QuoteServer first;
    QuoteServerOptions options;
    options.port = first.port();
    try {
        const QuoteServer second{options};
        FAIL("both listen");
    } catch (const std::system_error& error) {
        CHECK(error.code() == std::errc::address_in_use);
        CHECK(std::string{error.what()}.find(std::to_string(first.port())) !=
              std::string::npos);
    }
}

TEST_CASE("a folder that is not there is an error that names it") {
    QuoteServerOptions options;
    options.folder = "/no/such/folder";
    try {
        const QuoteServer server{options};
        FAIL("served");
    } catch (const std::system_error& error) {
        CHECK(std::string{error.what()} == "/no/such/folder: No such file or directory");
    }
}

TEST_CASE("every answer takes at least the delay") {
    QuoteServerOptions options;
    options.delay = 30ms;
    const QuoteServer server{options};
    Downloader downloader{server.csv_url(), ample};
    for (int i = 0; i < 3; ++i) {
        const auto start = std::chrono::steady_clock::now();
        CHECK(downloader.get("000001").ok());
        CHECK(std::chrono::steady_clock::now() - start >= 30ms);
    }
}

TEST_CASE("no more clients are served at once than there may be connections") {
    QuoteServerOptions options;
    options.max_connections = 1;
    options.faults["1"] = Fault::drip;
    const QuoteServer server{options};
    RawClient first{server.port()};
    first.say("GET /csv/1.csv HTTP/1.1\r\n\r\n");
    CHECK(first.hear("\r\n\r\n").starts_with("HTTP/1.1 200 OK"));
    RawClient second{server.port()};
    second.say("GET /csv/2.csv HTTP/1.1\r\n\r\n");
    CHECK_FALSE(second.hears_something_within(100ms));
    CHECK(server.connections() == 1);
    first.leave();
    CHECK(second.hear("\r\n\r\n").starts_with("HTTP/1.1 200 OK"));
}

// Nobody stops before everybody has had an answer: connections must be given up for
// others.
TEST_CASE("more clients than connections take turns") {
    QuoteServerOptions options;
    options.max_connections = 3;
    const QuoteServer server{options};
    constexpr int count = 12;
    std::atomic<int> bad{0};
    std::latch not_served{count};
    {
        std::vector<std::jthread> clients;
        for (int client = 0; client < count; ++client)
            clients.emplace_back([&] {
                Downloader downloader{server.csv_url(), ample};
                if (!downloader.get("000001").ok()) ++bad;
                not_served.count_down();
                while (!not_served.try_wait())
                    if (!downloader.get("000002").ok()) ++bad;
            });
    }
    CHECK(bad == 0);
}

TEST_CASE("sixty-four clients keep their connections") {
    const QuoteServer server;
    std::vector<std::unique_ptr<Downloader>> clients;
    for (int client = 0; client < 64; ++client)
        clients.push_back(std::make_unique<Downloader>(server.csv_url(), ample));
    for (auto& client : clients) REQUIRE(client->get("000001").ok());
    CHECK(server.connections() == 64);
}

// Each client here would keep a server waiting for ever; the test's own time-out is the
// judge.
TEST_CASE("the server ends although its clients do not") {
    QuoteServerOptions options;
    options.faults = {{"1", Fault::never}, {"2", Fault::drip}};
    auto server = std::make_unique<QuoteServer>(options);
    RawClient idle{server->port()};
    idle.say("GET /csv/3.csv HTTP/1.1\r\n\r\n");
    CHECK(idle.hear("\r\n\r\n").starts_with("HTTP/1.1 200 OK"));
    RawClient slow{server->port()};
    slow.say("GET /csv");
    RawClient unanswered{server->port()};
    unanswered.say("GET /csv/1.csv HTTP/1.1\r\n\r\n");
    RawClient dripped{server->port()};
    dripped.say("GET /csv/2.csv HTTP/1.1\r\n\r\n");
    CHECK(dripped.hear("\r\n\r\n").starts_with("HTTP/1.1 200 OK"));
    server.reset();
    CHECK(unanswered.hear().empty());
}

TEST_CASE("the server ends during a long delay") {
    QuoteServerOptions options;
    options.delay = 1h;
    options.max_connections = 1;
    auto server = std::make_unique<QuoteServer>(options);
    RawClient first{server->port()};
    first.say("GET /csv/1.csv HTTP/1.1\r\n\r\n");
    RawClient second{server->port()};
    server.reset();
    CHECK(second.hear().empty());
}

TEST_CASE("without a thread for a client the server serves all the same") {
    const QuoteServer server;
    Downloader before{server.csv_url(), ample};
    CHECK(before.get("1").ok());
    const NoThreadLeft misery;
    Downloader first{server.csv_url(), ample};
    Downloader second{server.csv_url(), ample};
    for (int round = 0; round < 3; ++round) {
        CHECK(first.get("1").ok());
        CHECK(second.get("2").ok());
        CHECK(before.get("3").ok());
    }
}

TEST_CASE("without any thread there is no server and an error says so") {
    const NoThreadLeft misery;
    CHECK_THROWS_AS(QuoteServer{}, std::system_error);
}

TEST_CASE("the real files come over HTTP byte for byte") {
    const char* folder = std::getenv("LOCKSTEP_REAL_QUOTES");
    if (folder == nullptr) {
        MESSAGE("skipped: LOCKSTEP_REAL_QUOTES names no folder");
        return;
    }
    QuoteServerOptions options;
    options.folder = folder;
    const QuoteServer server{options};
    Downloader downloader{server.csv_url(), ample};
    REQUIRE_FALSE(server.ids().empty());
    for (const auto& id : server.ids())
        CHECK(downloader.get(id).body == bytes_of(fs::path{folder} / (id + ".csv")));
    CHECK(server.connections() == 1);
}
