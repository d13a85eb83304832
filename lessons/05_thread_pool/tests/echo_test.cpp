// The echo server, as its clients meet it.
#include <doctest/doctest.h>

#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "lessons/05_thread_pool/programs/echo_client.hpp"
#include "lessons/05_thread_pool/programs/echo_server.hpp"

using namespace lockstep;
using namespace std::chrono_literals;

namespace {

EchoSettings quiet(std::size_t workers = 10, std::size_t line = 100) {
    EchoSettings settings;
    settings.workers = workers;
    settings.line = line;
    settings.quiet = true;
    return settings;
}

// Several clients of one server, each after the other.
class Clients {
  public:
    explicit Clients(const EchoServer& server) : port_{server.port()} {}
    // Connects one more, and returns its first line.
    std::string first_line() {
        all_.emplace_back("127.0.0.1", port_, wake_up_);
        return all_.back().hear().value_or("");
    }
    EchoClient& operator[](std::size_t number) { return all_.at(number - 1); }
    void leaves_first() { all_.front().leave(); }

  private:
    int port_;
    WakeUp wake_up_;
    std::deque<EchoClient> all_;
};

}  // namespace

TEST_CASE("what a client says comes back") {
    EchoServer server{quiet()};
    Clients clients{server};
    REQUIRE(clients.first_line().starts_with("hello"));
    clients[1].say("good morning");
    CHECK(clients[1].hear() == "good morning");
    const std::string long_line(100'000, 'x');
    clients[1].say(long_line);
    CHECK(clients[1].hear() == long_line);
}

TEST_CASE("the server knows each client by the address of its own") {
    EchoServer server{quiet()};
    Clients clients{server};
    for (const auto number : std::vector<std::size_t>{1, 2}) {
        const auto hello = clients.first_line();
        CHECK(hello.starts_with("hello " + clients[number].address() + ": worker "));
    }
    CHECK(clients[1].address() != clients[2].address());
}

TEST_CASE("the eleventh client of ten workers is told its place and served in its turn") {
    EchoServer server{quiet(10)};
    Clients clients{server};
    for (int number = 1; number <= 10; ++number)
        REQUIRE(clients.first_line().starts_with("hello"));
    CHECK(clients.first_line() == "wait: you are number 1 in line");
    CHECK(clients.first_line() == "wait: you are number 2 in line");
    clients[4].leave();
    CHECK(clients[11].hear().value_or("").starts_with("hello"));
    clients[11].say("at last");
    CHECK(clients[11].hear() == "at last");
    clients[5].leave();
    CHECK(clients[12].hear().value_or("").starts_with("hello"));
}

TEST_CASE("one silent client starves all others of a pool of one") {
    EchoServer server{quiet(1)};
    Clients clients{server};
    REQUIRE(clients.first_line().starts_with("hello"));
    CHECK(clients.first_line() == "wait: you are number 1 in line");
    clients[2].say("is anybody there?");  // nobody reads it while the first one stays
    clients[1].say("I am still here");
    CHECK(clients[1].hear() == "I am still here");
    clients[1].leave();
    CHECK(clients[2].hear().value_or("").starts_with("hello"));
    CHECK(clients[2].hear() == "is anybody there?");
}

TEST_CASE("a client for whom the line is too long is told so and sent away") {
    EchoServer server{quiet(1, 1)};
    Clients clients{server};
    REQUIRE(clients.first_line().starts_with("hello"));
    REQUIRE(clients.first_line().starts_with("wait"));
    CHECK(clients.first_line() == "sorry: the line is full, come again later");
    CHECK_FALSE(clients[3].hear().has_value());
}

TEST_CASE("a client that says nothing is sent away and its worker is free again") {
    auto settings = quiet(1);
    settings.idle = 20ms;
    EchoServer server{settings};
    Clients clients{server};
    REQUIRE(clients.first_line().starts_with("hello"));
    CHECK_FALSE(clients[1].hear().has_value());
    CHECK(clients.first_line().starts_with("hello"));
}

TEST_CASE("a client that never stops talking has to go at last") {
    auto settings = quiet(1);
    settings.longest = 50ms;
    EchoServer server{settings};
    Clients clients{server};
    REQUIRE(clients.first_line().starts_with("hello"));
    const auto talk_for_ever = [&] {
        for (;;) {
            clients[1].say("and another thing");
            if (!clients[1].hear()) throw std::runtime_error{"sent away"};
        }
    };
    CHECK_THROWS_AS(talk_for_ever(), std::runtime_error);
}

TEST_CASE("a client that never reads is sent away") {
    auto settings = quiet(1);
    settings.idle = 20ms;
    EchoServer server{settings};
    Clients clients{server};
    REQUIRE(clients.first_line().starts_with("hello"));
    const std::string block(1 << 20, 'x');
    const auto talk_for_ever = [&] {
        for (;;) clients[1].say(block);
    };
    CHECK_THROWS_AS(talk_for_ever(), std::runtime_error);
    CHECK(clients.first_line().starts_with("hello"));
}

TEST_CASE("the end of the server ends every conversation and the line") {
    std::optional<EchoServer> server{std::in_place, quiet(1)};
    Clients clients{*server};
    REQUIRE(clients.first_line().starts_with("hello"));
    REQUIRE(clients.first_line().starts_with("wait"));
    server.reset();
    CHECK_FALSE(clients[1].hear().has_value());
    CHECK_FALSE(clients[2].hear().has_value());
}
