#include "common/interrupt.hpp"

#include <future>

#include <doctest/doctest.h>
#include <unistd.h>

#include "tests/support/run_program.hpp"

using namespace lockstep;
using namespace lockstep::test;

namespace {

bool is_blocked(int signal) {
    sigset_t mask;
    ::pthread_sigmask(SIG_BLOCK, nullptr, &mask);
    return sigismember(&mask, signal) == 1;
}

}  // namespace

TEST_CASE("the first signal requests a stop and names the exit code") {
    for (const int signal : {SIGINT, SIGTERM}) {
        RunningProgram talker{{TALKER, "wait"}};
        REQUIRE(talker.wait_for_output("waiting"));
        talker.send_signal(signal);
        const RunResult result = talker.wait();
        CHECK(result.exit_code == 128 + signal);
        CHECK(result.out.find("asked to stop") != std::string::npos);
    }
}

TEST_CASE("Ctrl-C on a terminal requests a stop") {
    RunningProgram talker{{TALKER, "wait"}, {.terminal = true}};
    REQUIRE(talker.wait_for_output("waiting"));
    talker.type("\x03");
    const RunResult result = talker.wait();
    CHECK(result.exit_code == 130);
    CHECK(result.out.find("asked to stop") != std::string::npos);
}

TEST_CASE("the second signal ends a program that does not listen") {
    for (const char* how : {"deaf", "deaf-callback"}) {
        CAPTURE(how);
        RunningProgram talker{{TALKER, how}};
        REQUIRE(talker.wait_for_output("waiting"));
        talker.send_signal(SIGINT);
        REQUIRE(talker.wait_for_output("heard the first"));
        talker.send_signal(SIGTERM);
        const RunResult result = talker.wait();
        CHECK(result.exit_code == 143);
        CHECK_FALSE(result.timed_out);
    }
}

TEST_CASE("an interrupted program keeps an exit code of its own") {
    RunningProgram talker{{TALKER, "wait", "--code", "3"}};
    REQUIRE(talker.wait_for_output("waiting"));
    talker.send_signal(SIGINT);
    CHECK(talker.wait().exit_code == 3);
}

TEST_CASE("a signal in this process reaches the stop callbacks") {
    Interrupt interrupt;
    CHECK(interrupt.exit_code() == 0);
    CHECK_FALSE(interrupt.token().stop_requested());
    std::promise<int> heard;
    const std::stop_callback on_stop{interrupt.token(),
                                     [&] { heard.set_value(interrupt.exit_code()); }};
    ::kill(::getpid(), SIGTERM);
    CHECK(heard.get_future().get() == 143);
    CHECK(interrupt.token().stop_requested());
}

TEST_CASE("without a signal it ends and leaves the signals as they were") {
    struct sigaction before {};
    sigaction(SIGINT, nullptr, &before);
    for (int round = 0; round < 50; ++round) {
        const Interrupt interrupt;
        CHECK(is_blocked(SIGINT));
        CHECK(is_blocked(SIGTERM));
    }
    struct sigaction after {};
    sigaction(SIGINT, nullptr, &after);
    CHECK_FALSE(is_blocked(SIGINT));
    CHECK_FALSE(is_blocked(SIGTERM));
    const bool same_handler = after.sa_handler == before.sa_handler;
    CHECK(same_handler);
}
