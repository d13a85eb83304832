// Connections that are closed with a last word.
#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "common/tcp_listener.hpp"
#include "lessons/05_thread_pool/programs/echo_client.hpp"
#include "lessons/05_thread_pool/programs/farewells.hpp"

using namespace lockstep;
using namespace std::chrono_literals;

namespace {

Patience at_once() {
    return {0ms, std::chrono::steady_clock::time_point::max()};
}

// A server that says one line to everybody and wants to hear nothing.
class Doorman {
  public:
    explicit Doorman(std::size_t limit, std::chrono::milliseconds moment)
        : farewells_{limit, moment} {}

    std::unique_ptr<EchoClient> visitor(const std::string& speaks_first = {}) {
        auto client =
            std::make_unique<EchoClient>("127.0.0.1", listener_.port(), wake_up_);
        if (!speaks_first.empty()) client->say(speaks_first);
        auto accepted = listener_.accept();
        REQUIRE(accepted->write_all("sorry\n", at_once()) == TcpResult::ready);
        farewells_.add(std::move(*accepted));
        return client;
    }
    void until_all_are_gone() const {
        while (farewells_.size() != 0) std::this_thread::yield();
    }
    std::size_t size() const { return farewells_.size(); }

  private:
    WakeUp wake_up_;
    TcpListener listener_{"127.0.0.1", 0, wake_up_};
    Farewells farewells_;
};

}  // namespace

TEST_CASE("a client that has spoken first still hears the last word and the end") {
    Doorman doorman{100, 1h};
    const auto visitor = doorman.visitor("may I come in?");
    CHECK(visitor->hear() == "sorry");
    visitor->say("are you sure?");
    CHECK_FALSE(visitor->hear().has_value());
}

TEST_CASE("a client that closes its side is let go at once") {
    Doorman doorman{100, 1h};
    auto one = doorman.visitor();
    auto other = doorman.visitor("hello");
    one->leave();
    other.reset();
    doorman.until_all_are_gone();
}

TEST_CASE("a client that does not leave is closed after a moment") {
    Doorman doorman{100, 20ms};
    const auto silent = doorman.visitor();
    const auto other = doorman.visitor("hello");
    doorman.until_all_are_gone();
    CHECK(silent->hear() == "sorry");
}

TEST_CASE("a client that never stops talking is closed after a moment too") {
    Doorman doorman{100, 20ms};
    const auto visitor = doorman.visitor();
    const auto talk_for_ever = [&] {
        for (;;) visitor->say(std::string(100'000, 'x'));
    };
    CHECK_THROWS_AS(talk_for_ever(), std::runtime_error);
    doorman.until_all_are_gone();
}

TEST_CASE("more farewells than the limit are closed at once") {
    Doorman doorman{2, 1h};
    std::vector<std::unique_ptr<EchoClient>> visitors;
    for (int i = 0; i < 20; ++i) visitors.push_back(doorman.visitor());
    CHECK(doorman.size() == 2);
    CHECK(visitors.back()->hear() == "sorry");
    CHECK_FALSE(visitors.back()->hear().has_value());
}
