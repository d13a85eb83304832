#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <stop_token>
#include <thread>
#include <vector>

#include "common/pace.hpp"
#include "lessons/03_event_handshake/broken/lost_tail.hpp"
#include "lessons/03_event_handshake/broken/missed_signal.hpp"
#include "lessons/03_event_handshake/broken/wrong_daemon.hpp"
#include "lessons/03_event_handshake/event.hpp"
#include "lessons/03_event_handshake/handshake.hpp"
#include "lessons/03_event_handshake/handshake_in_numbers.hpp"
#include "lessons/03_event_handshake/programs/basics.hpp"
#include "tests/support/asleep.hpp"

using lockstep::Event;
using lockstep::Handshake;
using lockstep::Pace;
using lockstep::test::WatchedThread;
using namespace std::chrono_literals;

// ---- Event ----

TEST_CASE("an event that is set lets everybody through") {
    Event event;
    CHECK_FALSE(event.is_set());
    event.set();
    CHECK(event.is_set());
    event.wait();
    event.wait();
    CHECK(event.is_set());
}

TEST_CASE("clear makes waits block again") {
    Event event;
    event.set();
    event.clear();
    CHECK_FALSE(event.is_set());
    CHECK_FALSE(event.wait_for(1ms));
}

TEST_CASE("set wakes a thread that waits") {
    Event event;
    WatchedThread waiter{[&] { event.wait(); }};
    waiter.until_asleep();
    event.set();
    waiter.join();
}

TEST_CASE("one set wakes three threads that wait") {
    Event event;
    WatchedThread first{[&] { event.wait(); }};
    WatchedThread second{[&] { event.wait(); }};
    WatchedThread third{[&] { event.wait(); }};
    first.until_asleep();
    second.until_asleep();
    third.until_asleep();
    event.set();
    first.join();
    second.join();
    third.join();
}

TEST_CASE("a thread that waits is let through even if clear follows at once") {
    for (int round = 0; round < 100; ++round) {
        Event event;
        WatchedThread waiter{[&] { event.wait(); }};
        waiter.until_asleep();
        event.set();
        event.clear();
        waiter.join();
    }
}

TEST_CASE("wait_for says whether the event was set in time") {
    Event event;
    CHECK_FALSE(event.wait_for(1ms));
    event.set();
    CHECK(event.wait_for(1h));
}

TEST_CASE("wait_until a moment that has passed returns at once") {
    Event event;
    const auto an_hour_ago = std::chrono::system_clock::now() - 1h;
    CHECK_FALSE(event.wait_until(an_hour_ago));
    event.set();
    CHECK(event.wait_until(an_hour_ago));
}

TEST_CASE("a stop request ends every kind of wait") {
    Event event;
    std::stop_source stop;
    int ended = 0;
    WatchedThread waiter{[&] {
        if (!event.wait(stop.get_token())) ++ended;
        if (!event.wait_for(1h, stop.get_token())) ++ended;
        const auto later = std::chrono::steady_clock::now() + 1h;
        if (!event.wait_until(later, stop.get_token())) ++ended;
    }};
    waiter.until_asleep();
    stop.request_stop();
    waiter.join();
    CHECK(ended == 3);
}

TEST_CASE("a set event wins over a stop request") {
    Event event;
    std::stop_source stop;
    stop.request_stop();
    event.set();
    CHECK(event.wait(stop.get_token()));
}

// ---- The small demos ----

TEST_CASE("the demos of the event end by themselves") {
    Pace pace;
    lockstep::wait_blocks_until_set(pace);
    lockstep::set_before_wait(pace);
    lockstep::one_set_wakes_three(pace);
    CHECK(lockstep::loop_without_clear(1000) == 1000);
    CHECK(lockstep::wait_and_clear_twice(pace) == 2);
}

TEST_CASE("the handshake in numbers adds up full batches and the rest") {
    Pace pace;
    using Sums = std::vector<int>;
    CHECK(lockstep::sums_of_batches(12, 5, pace) == Sums{15, 40, 23});
    CHECK(lockstep::sums_of_batches(10, 5, pace) == Sums{15, 40});
    CHECK(lockstep::sums_of_batches(3, 5, pace) == Sums{6});
    CHECK(lockstep::sums_of_batches(3, 1, pace) == Sums{1, 2, 3});
    CHECK(lockstep::sums_of_batches(0, 5, pace).empty());
}

// ---- Handshake ----

TEST_CASE("the taker gets every batch in order and then the end") {
    Handshake<int> handshake;
    std::vector<int> taken;
    std::jthread taker{[&] {
        while (const auto batch = handshake.take()) {
            taken.push_back(*batch);
            handshake.done();
        }
    }};
    for (int batch = 1; batch <= 100; ++batch) handshake.hand_over(batch);
    handshake.finish();
    taker.join();
    REQUIRE(taken.size() == 100);
    CHECK(taken.front() == 1);
    CHECK(taken.back() == 100);
}

TEST_CASE("the maker waits until the batch has been dealt with") {
    Handshake<int> handshake;
    std::atomic<bool> back{false};
    WatchedThread maker{[&] {
        handshake.hand_over(7);
        back = true;
    }};
    maker.until_asleep();
    CHECK(handshake.take() == 7);
    CHECK_FALSE(back);
    handshake.done();
    maker.join();
    CHECK(back);
}

TEST_CASE("the taker waits for the next batch") {
    Handshake<int> handshake;
    WatchedThread maker{[&] { handshake.hand_over(1); }};
    CHECK(handshake.take() == 1);
    handshake.done();
    maker.join();
    std::atomic<int> next{0};
    WatchedThread taker{[&] {
        next = handshake.take().value_or(-1);
        handshake.done();
    }};
    taker.until_asleep();
    CHECK(next == 0);
    handshake.hand_over(2);
    taker.join();
    CHECK(next == 2);
}

TEST_CASE("the maker sees what the taker has done with the batch") {
    for (int round = 0; round < 1000; ++round) {
        Handshake<int> handshake;
        int dealt_with = 0;  // not atomic: only the handshake orders the two threads
        std::jthread taker{[&] {
            while (const auto batch = handshake.take()) {
                dealt_with += *batch;
                handshake.done();
            }
        }};
        handshake.hand_over(1);
        CHECK(dealt_with == 1);
        handshake.hand_over(1);
        CHECK(dealt_with == 2);
        handshake.finish();
    }
}

TEST_CASE("finish without a batch ends a taker that waits") {
    Handshake<int> handshake;
    bool ended = false;
    WatchedThread taker{[&] { ended = !handshake.take().has_value(); }};
    taker.until_asleep();
    handshake.finish();
    taker.join();
    CHECK(ended);
}

TEST_CASE("a taker that fails frees the maker with its exception") {
    Handshake<int> handshake;
    std::jthread taker{[&] {
        if (handshake.take())
            handshake.fail(
                std::make_exception_ptr(std::runtime_error{"the disk is full"}));
    }};
    CHECK_THROWS_WITH(handshake.hand_over(1), "the disk is full");
    CHECK_THROWS_WITH(handshake.hand_over(2), "the disk is full");  // and does not wait
    handshake.finish();
}

// ---- The faults, and their mends ----

TEST_CASE("a stop flag tested before the wait loses the tail every time") {
    for (int time = 0; time < 20; ++time) {
        CHECK(lockstep::lost_tail::broken() == 5);
        CHECK(lockstep::lost_tail::mended() == 7);
    }
}

TEST_CASE("a clear straight after set misses a late waiter every time") {
    for (int time = 0; time < 20; ++time) {
        CHECK_FALSE(lockstep::missed_signal::broken());
        CHECK(lockstep::missed_signal::mended());
    }
}

TEST_CASE("a packer whose converter is gone never ends by itself") {
    using lockstep::wrong_daemon::End;
    for (int time = 0; time < 20; ++time) {
        CHECK(lockstep::wrong_daemon::broken() == End::only_when_stopped);
        CHECK(lockstep::wrong_daemon::mended() == End::by_itself);
    }
}
