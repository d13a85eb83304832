// The program lesson05, run as its user runs it.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "common/tcp_listener.hpp"
#include "lessons/05_thread_pool/programs/echo_client.hpp"
#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using test::contains;
using test::lacks;
using test::RunResult;

namespace {

RunResult lesson05(std::vector<std::string> arguments,
                   const test::RunOptions& options = {}) {
    arguments.insert(arguments.begin(), LOCKSTEP_PROGRAM);
    return test::run_program(arguments, options);
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

// One that was free a moment ago.
int free_port() {
    const WakeUp wake_up;
    return TcpListener{"127.0.0.1", 0, wake_up}.port();
}

}  // namespace

TEST_CASE("lesson05 alone shows what a pool does in small steps") {
    const auto result = lesson05({});
    CHECK(result.exit_code == 0);
    CHECK(result.err == "");
    CHECK(contains(result.out, "gets noodles, hot"));
    CHECK(contains(result.out, "is told: no noodles today"));
    CHECK(contains(result.out, "1 4 9 16 25 36 49 64"));
    CHECK(contains(result.out, "order 4 is refused: the board is full"));
    CHECK(lesson05({"basics"}).exit_code == 0);
}

TEST_CASE("echo has ten workers and a client that comes seven times") {
    const auto result = lesson05({"echo"});
    CHECK(result.exit_code == 0);
    CHECK(result.err == "");
    CHECK(contains(result.out, "workers: 10"));
    CHECK(count(result.out, "hears \"hello 127.0.0.1:") == 7);
    for (int visit = 1; visit <= 7; ++visit) {
        const auto words = "\"visit " + std::to_string(visit) + "\"";
        CHECK(contains(result.out, "says  " + words));
        CHECK(contains(result.out, "hears " + words));
    }
    CHECK(count(result.out, "got 8 bytes back: it left") == 7);
    CHECK(lacks(result.out, "wait"));
}

TEST_CASE(
    "the eleventh and the twelfth client are told their places and served at last") {
    const auto result = lesson05({"echo", "--clients", "12"});
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "client 11   hears \"wait: you are number 1 in line\""));
    CHECK(contains(result.out, "client 12   hears \"wait: you are number 2 in line\""));
    CHECK(count(result.out, "hears \"hello") == 12);
    CHECK(count(result.out, "hears \"I am client") == 12);
}

TEST_CASE("a pool of one makes all but one wait") {
    const auto result = lesson05({"echo", "--workers", "1", "--clients", "3"});
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "client 2    hears \"wait: you are number 1 in line\""));
    CHECK(contains(result.out, "client 3    hears \"wait: you are number 2 in line\""));
    CHECK(count(result.out, "hears \"I am client") == 3);
}

TEST_CASE("a line that is full sends clients away and the program says so") {
    const auto result =
        lesson05({"echo", "--workers", "1", "--line", "1", "--clients", "3"});
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "is sent away: the line is full"));
    CHECK(contains(result.out, "hears \"sorry: the line is full, come again later\""));
    CHECK(count(result.out, "hears \"I am client") == 2);
}

TEST_CASE("a server serves others until Ctrl-C ends it and their conversations") {
    const int port = free_port();
    test::RunningProgram program{
        {LOCKSTEP_PROGRAM, "echo", "--serve", "--port", std::to_string(port)}};
    REQUIRE(program.wait_for_output("listens at 127.0.0.1:" + std::to_string(port)));
    const WakeUp wake_up;
    EchoClient client{"127.0.0.1", port, wake_up};
    CHECK(client.hear().value_or("").starts_with("hello " + client.address()));
    client.say("good evening");
    CHECK(client.hear() == "good evening");
    program.send_signal(SIGINT);
    CHECK_FALSE(client.hear().has_value());
    const auto result = program.wait();
    CHECK(result.exit_code == 130);
    CHECK(result.err == "");
    CHECK(contains(result.out, "serves " + client.address()));
}

TEST_CASE("Ctrl-C ends our own clients too") {
    test::RunningProgram program{{LOCKSTEP_PROGRAM, "echo", "--visits", "100000"}};
    REQUIRE(program.wait_for_output("visit 3"));
    program.send_signal(SIGINT);
    const auto result = program.wait();
    CHECK(result.exit_code == 130);
    CHECK(result.err == "");
}

TEST_CASE("a port that is taken is an error that names it") {
    const WakeUp wake_up;
    const TcpListener taken{"127.0.0.1", 0, wake_up};
    const auto port = std::to_string(taken.port());
    const auto result = lesson05({"echo", "--serve", "--port", port});
    CHECK(result.exit_code == 1);
    CHECK(contains(result.err, "127.0.0.1:" + port));
}

TEST_CASE("every broken name shows its fault and its mend") {
    const auto lost = lesson05({"broken", "lost-exception"});
    CHECK(lost.exit_code == 0);
    CHECK(contains(lost.out, "broken: 2 of 3 dishes are ready, and the landlord was told "
                             "nothing"));
    CHECK(contains(lost.out, "was told: dish 2 is burnt"));
    const auto nested = lesson05({"broken", "nested-wait"});
    CHECK(nested.exit_code == 0);
    CHECK(contains(nested.out, "broken: the water never gets hot"));
    CHECK(contains(nested.out, "mended: the water got hot"));
    const auto stale = lesson05({"broken", "stale-client"});
    CHECK(stale.exit_code == 0);
    CHECK(contains(stale.out, "broken: the guest is shown \"your account, Ann\""));
    CHECK(contains(stale.out, "mended: the guest is shown \"your account, unknown"));
    const auto wrong = lesson05({"broken", "wrong-address"});
    CHECK(wrong.exit_code == 0);
    CHECK(count(wrong.out, "broken: \"127.0.0.1:") == 2);
    CHECK(count(wrong.out, "mended: \"127.0.0.1:") == 2);
}

TEST_CASE("wrong command lines exit with 2 and name the option") {
    using Line = std::vector<std::string>;
    for (const auto& line : {Line{"echo", "--workers", "0"},
                             {"echo", "--workers", "many"},
                             {"echo", "--line", "0"},
                             {"echo", "--clients", "-1"},
                             {"echo", "--visits", "0"},
                             {"echo", "--idle", "0"},
                             {"echo", "--port", "70000"}}) {
        const auto result = lesson05(line);
        CHECK(result.exit_code == 2);
        CHECK(contains(result.err, line[1]));
    }
    CHECK(lesson05({"echo", "--serve", "--clients", "2"}).exit_code == 2);
    CHECK(contains(lesson05({"broken", "everything"}).err, "everything"));
    CHECK(lesson05({"broken"}).exit_code == 2);
    CHECK(lesson05({"juggle"}).exit_code == 2);
}

TEST_CASE("help names every subcommand and gives an example") {
    const auto result = lesson05({"--help"});
    CHECK(result.exit_code == 0);
    for (const auto* word : {"basics", "echo", "video", "broken", "--step", "--slow",
                             "lesson05 echo --workers 1 --clients 3"})
        CHECK(contains(result.out, word));
    CHECK(contains(lesson05({"broken", "--help"}).out, "stale-client"));
}

TEST_CASE("step waits for Enter and goes on without it when the input ends") {
    test::RunOptions options;
    options.input = "\n\n";
    const auto result = lesson05({"basics", "--step"}, options);
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "soup is ordered"));
    CHECK(contains(result.out, "cooks order 2"));
}
