// What watch_test.cpp runs: test cases that hang, and some that only look like it.
#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <latch>
#include <thread>

#include "tests/support/may_take.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep::test;
using namespace std::chrono_literals;

TEST_CASE("two threads wait for each other") {
    CHECK_MESSAGE(1 == 2, "told before it hangs");
    std::latch mine{1}, yours{1};
    std::jthread other{[&] {
        mine.wait();
        yours.count_down();
    }};
    yours.wait();
    mine.count_down();
}

TEST_CASE("a child process waits for ever") {
    run_program({"sh", "-c", "sleep 1000; true"});
}

TEST_CASE("a loop without an end") {
    const MayCompute little{200ms, "so that the test of this is quick"};
    for (volatile bool goes_on = true; goes_on;) continue;
}

TEST_CASE("a child process computes without an end") {
    const MayCompute little{200ms, "so that the test of this is quick"};
    run_program({"sh", "-c", "while :; do :; done"});
}

TEST_CASE("sleeps for 3 s and says so") {
    const MaySleep time_out{10s, "this test stands for one that waits for the clock"};
    std::this_thread::sleep_for(3s);
}

TEST_CASE("sleeps for 2 s and does not say so") {
    std::this_thread::sleep_for(2s);
}

TEST_CASE("sleeps while its child works for 2 s") {
    run_program({"timeout", "2", "sh", "-c", "while :; do :; done"});
}

TEST_CASE("fails") {
    CHECK(1 == 2);
}

TEST_CASE("is killed") {
    std::raise(SIGKILL);
}

TEST_CASE("leaves a process behind") {
    const auto left = run_program({"sh", "-c", "setsid sleep 1000 & echo $!"});
    std::fputs(left.out.c_str(), stderr);
}
