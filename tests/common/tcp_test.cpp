#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <ctime>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "common/tcp_connect.hpp"
#include "common/tcp_listener.hpp"
#include "common/tcp_stream.hpp"
#include "tests/support/asleep.hpp"

using namespace lockstep;
using namespace std::chrono_literals;
using test::WatchedThread;

namespace {

const auto never = std::chrono::steady_clock::time_point::max();
const Patience patient{20s, never};  // bounds a hang

// A listener, a client that is connected to it, and what the listener accepted. The
// client is a plain socket, so that a test can misuse it.
struct Pair {
    WakeUp wake_up;
    TcpListener listener{"127.0.0.1", 0, wake_up};
    FileDescriptor client{connect()};
    TcpStream stream{*listener.accept()};

    FileDescriptor connect() {
        return tcp_connect("127.0.0.1", listener.port(), patient, wake_up).socket;
    }
    void client_says(const std::string& text) const {
        CHECK(::send(client.get(), text.data(), text.size(), MSG_NOSIGNAL) ==
              static_cast<ssize_t>(text.size()));
    }
    // All that comes until the connection ends; throws when it is reset.
    std::string client_hears() const {
        std::string heard;
        std::array<char, 4096> buffer;
        for (;;) {
            REQUIRE(wait_for(client.get(), POLLIN, patient, wake_up) == Waited::ready);
            const auto count = ::recv(client.get(), buffer.data(), buffer.size(), 0);
            if (count < 0) throw std::runtime_error{"the connection was reset"};
            if (count == 0) return heard;
            heard.append(buffer.data(), static_cast<std::size_t>(count));
        }
    }
    void client_resets() {
        const linger at_once{1, 0};
        ::setsockopt(client.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        client = FileDescriptor{};
    }
};

std::string port_of(const FileDescriptor& socket) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size);
    return std::to_string(ntohs(address.sin_port));
}

std::chrono::nanoseconds cpu_time_of_this_thread() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec};
}

// While it lives, this process can open no more files. UBSan looks at memory through a
// pipe, so it then complains of objects that are in order; that fails no test.
class NoDescriptorLeft {
  public:
    NoDescriptorLeft() {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        const FileDescriptor lowest_free{::dup(0)};
        rlimit none = before_;
        none.rlim_cur = static_cast<rlim_t>(lowest_free.get());
        ::setrlimit(RLIMIT_NOFILE, &none);
    }
    ~NoDescriptorLeft() { ::setrlimit(RLIMIT_NOFILE, &before_); }

  private:
    rlimit before_{};
};

}  // namespace

// ---- TcpListener ----

TEST_CASE("an accepted connection knows the address of its peer and not our own") {
    const Pair pair;
    CHECK(pair.stream.peer() == "127.0.0.1:" + port_of(pair.client));
    CHECK(pair.stream.peer() != "127.0.0.1:" + std::to_string(pair.listener.port()));
}

TEST_CASE("a client that waits to be accepted is seen") {
    Pair pair;
    CHECK_FALSE(pair.listener.has_client());
    const auto second = pair.connect();
    CHECK(pair.listener.has_client());
    CHECK(pair.listener.accept().has_value());
    CHECK_FALSE(pair.listener.has_client());
}

TEST_CASE("a port that is taken is an error that names the address") {
    const WakeUp wake_up;
    const TcpListener first{"127.0.0.1", 0, wake_up};
    const auto address = "127.0.0.1:" + std::to_string(first.port());
    CHECK_THROWS_WITH((TcpListener{"127.0.0.1", first.port(), wake_up}),
                      doctest::Contains(address.c_str()));
}

TEST_CASE("an address that is none or not ours is an error that names it") {
    const WakeUp wake_up;
    CHECK_THROWS_WITH((TcpListener{"the kitchen", 80, wake_up}),
                      doctest::Contains("the kitchen:80"));
    CHECK_THROWS_WITH((TcpListener{"192.0.2.1", 0, wake_up}),  // TEST-NET, nobody's
                      doctest::Contains("192.0.2.1:0"));
    CHECK_THROWS_WITH((TcpListener{"127.0.0.1", 65536, wake_up}),
                      doctest::Contains("127.0.0.1:65536"));
}

TEST_CASE("a wake-up ends accept now and later") {
    WakeUp wake_up;
    TcpListener listener{"127.0.0.1", 0, wake_up};
    bool ended = false;
    WatchedThread acceptor{[&] { ended = !listener.accept().has_value(); }};
    acceptor.until_asleep();
    wake_up.ring();
    acceptor.join();
    CHECK(ended);
    CHECK_FALSE(listener.accept().has_value());
}

TEST_CASE("a client that left before its turn does not end the listener") {
    Pair pair;
    pair.client = pair.connect();
    pair.client_resets();
    pair.client = pair.connect();
    const auto expected = "127.0.0.1:" + port_of(pair.client);
    std::optional<TcpStream> stream;
    do {
        stream = pair.listener.accept();
        REQUIRE(stream.has_value());
    } while (stream->peer() != expected);
}

TEST_CASE("without a descriptor left the listener sleeps and a client waits its turn") {
    WakeUp wake_up;
    TcpListener listener{"127.0.0.1", 0, wake_up};
    const auto client = tcp_connect("127.0.0.1", listener.port(), patient, wake_up);
    REQUIRE(client.socket.is_open());
    std::optional<TcpStream> stream;
    std::chrono::nanoseconds worked{};
    std::optional<NoDescriptorLeft> misery{std::in_place};
    {
        std::jthread acceptor{[&] {
            stream = listener.accept();
            worked = cpu_time_of_this_thread();
        }};
        CHECK(wait_for(-1, 0, {400ms, never}, wake_up) == Waited::timeout);
        misery.reset();
    }
    REQUIRE(stream.has_value());
    CHECK(stream->peer() == "127.0.0.1:" + port_of(client.socket));
    CHECK(worked < 200ms);
}

TEST_CASE("child processes do not inherit a connection") {
    const Pair pair;
    // The newest descriptors are the listener, the client and the accepted socket.
    for (int number = 3; number < 64; ++number) {
        const int flags = ::fcntl(number, F_GETFD);
        sockaddr_in address{};
        socklen_t size = sizeof address;
        const bool socket =
            ::getsockname(number, reinterpret_cast<sockaddr*>(&address), &size) == 0;
        if (flags >= 0 && socket) CHECK((flags & FD_CLOEXEC) != 0);
    }
}

// ---- TcpStream: reading ----

TEST_CASE("read_some gives what is there and then the end") {
    Pair pair;
    std::array<char, 64> buffer;
    pair.client_says("hello");
    const auto hello = pair.stream.read_some(buffer, patient);
    CHECK(hello.result == TcpResult::ready);
    CHECK(std::string(buffer.data(), hello.bytes) == "hello");
    pair.client = FileDescriptor{};
    CHECK(pair.stream.read_some(buffer, patient).result == TcpResult::ended);
}

TEST_CASE("read_some says whether the wait or the deadline or a wake-up ended it") {
    Pair pair;
    std::array<char, 64> buffer;
    const auto now = std::chrono::steady_clock::now();
    CHECK(pair.stream.read_some(buffer, {1ms, never}).result == TcpResult::timeout);
    CHECK(pair.stream.read_some(buffer, {20s, now}).result == TcpResult::deadline);
    TcpResult result = TcpResult::ready;
    WatchedThread reader{[&] { result = pair.stream.read_some(buffer, patient).result; }};
    reader.until_asleep();
    CHECK_FALSE(pair.stream.woken());
    pair.wake_up.ring();
    reader.join();
    CHECK(result == TcpResult::woken);
    CHECK(pair.stream.woken());
    CHECK_FALSE(pair.stream.peer_has_left());
}

TEST_CASE("a connection that the peer resets is broken") {
    Pair pair;
    std::array<char, 64> buffer;
    pair.client_resets();
    CHECK(pair.stream.read_some(buffer, patient).result == TcpResult::broken);
    CHECK(pair.stream.peer_has_left());
}

// ---- TcpStream: writing ----

TEST_CASE("several buffers arrive as one text however often the kernel splits them") {
    Pair pair;
    pair.stream.limit_send_buffer(4096);
    const std::string frame(3'000'000, 'x');
    std::string heard;
    {
        std::jthread writer{[&] {
            const std::array<std::string_view, 4> parts{"head\r\n", "", frame, "tail"};
            auto stream = std::move(pair.stream);  // so that it ends with this thread
            CHECK(stream.write_all(parts, patient) == TcpResult::ready);
        }};
        heard = pair.client_hears();
    }
    CHECK(heard == "head\r\n" + frame + "tail");
}

TEST_CASE("a peer that takes nothing times out") {
    Pair pair;
    const std::string frame(20'000'000, 'x');
    CHECK(pair.stream.write_all(frame, {50ms, never}) == TcpResult::timeout);
}

TEST_CASE("writing to a peer that is gone is broken and raises no signal") {
    Pair pair;
    pair.client_resets();
    const std::string frame(20'000'000, 'x');
    CHECK(pair.stream.write_all(frame, patient) == TcpResult::broken);
    CHECK(pair.stream.write_all(frame, patient) == TcpResult::broken);
}

TEST_CASE("a wake-up ends a write that makes no progress") {
    Pair pair;
    const std::string frame(20'000'000, 'x');
    TcpResult result = TcpResult::ready;
    WatchedThread writer{[&] { result = pair.stream.write_all(frame, patient); }};
    writer.until_asleep();
    pair.wake_up.ring();
    writer.join();
    CHECK(result == TcpResult::woken);
}

// ---- TcpStream: the end ----

TEST_CASE("peer_has_left tells a silent peer from one that is gone") {
    Pair pair;
    CHECK_FALSE(pair.stream.peer_has_left());
    pair.client_says("unread");
    CHECK_FALSE(pair.stream.peer_has_left());
    pair.client = FileDescriptor{};
    CHECK(pair.stream.peer_has_left());
}

TEST_CASE("finish lets the answer arrive although the request was not read") {
    for (int round = 0; round < 20; ++round) {
        Pair pair;
        pair.client_says(std::string(60'000, 'r'));
        CHECK(pair.stream.write_all("answer", patient) == TcpResult::ready);
        std::string heard;
        {
            std::jthread client{[&] {
                heard = pair.client_hears();
                pair.client = FileDescriptor{};
            }};
            pair.stream.finish(patient);
        }
        CHECK(heard == "answer");
    }
}

TEST_CASE("finish ends although the peer never closes") {
    Pair pair;
    pair.stream.finish({20s, std::chrono::steady_clock::now() + 10ms});
}

TEST_CASE("a connection of our own is a stream too") {
    Pair pair;
    TcpStream ours{pair.connect(), "the server", pair.wake_up};
    CHECK(ours.peer() == "the server");
    auto theirs = pair.listener.accept();
    REQUIRE(theirs.has_value());
    CHECK(ours.write_all("ping", patient) == TcpResult::ready);
    std::array<char, 8> buffer;
    CHECK(theirs->read_some(buffer, patient).bytes == 4);
}
