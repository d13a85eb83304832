#include <atomic>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/exercises/grader/expect_seen.hpp"
#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

double take_from(Buffer& buffer) {
    try {
        return buffer.take();
    } catch (const std::exception&) {
        expect(false, "there is a price when take() takes one");
        throw;
    }
}

// Two threads take, the calling one puts.
void share_two_prices(std::size_t room) {
    Buffer buffer{room};
    double one = 0, two = 0;  // each of one thread, until its join
    {
        std::jthread first{[&] { one = take_from(buffer); }};
        std::jthread second{[&] { two = take_from(buffer); }};
        buffer.put(9.5);
        buffer.put(7.31);
    }
    expect_seen(std::multiset{one, two}, {9.5, 7.31}, "each price is taken once");
}

}  // namespace

TEST_CASE("a price is taken only when there is one") {
    explored(
        [] {
            Buffer buffer{2};
            std::jthread producer{[&] { buffer.put(9.5); }};
            expect_seen(take_from(buffer), 9.5, "the price that was put is taken");
        },
        {.random_schedules = 200, .early_wakes = 2, .steps = 4000});
    explored([] { share_two_prices(2); }, {.preemptions = 1, .random_schedules = 200});
}

TEST_CASE("the buffer never holds more than it has room for") {
    explored(
        [] {
            Buffer buffer{1};
            std::atomic<int> takes{0};  // begun
            std::jthread producer{[&] {
                for (int puts = 1; puts <= 2; ++puts) {
                    buffer.put(puts);
                    expect(puts <= 1 + takes, "put() waits while there is no room");
                }
            }};
            for (double price : {1.0, 2.0}) {
                ++takes;
                expect_seen(take_from(buffer), price, "first in, first out");
            }
        },
        {.random_schedules = 200, .early_wakes = 2});
}

TEST_CASE("first in is first out") {
    explored([] {
        Buffer buffer{3};
        for (const double price : {9.5, 7.31, 8.0}) buffer.put(price);
        expect_seen(take_from(buffer), 9.5, "of three prices the first comes out first");
        expect_seen(take_from(buffer), 7.31, "then the second");
    });
}

TEST_CASE("nobody sleeps who could go on") {
    explored(
        [] {
            Buffer buffer{1};
            std::jthread first{[&] { take_from(buffer); }};
            std::jthread second{[&] { take_from(buffer); }};
            std::jthread third{[&] { buffer.put(9.5); }};
            buffer.put(7.31);
        },
        {.preemptions = 1, .random_schedules = 500});
}

TEST_CASE("who waits is asleep") {
    watched([] {
        Buffer buffer{1};
        waits_asleep([&] { buffer.take(); }, [&] { buffer.put(9.5); });
        buffer.put(9.5);
        waits_asleep([&] { buffer.put(7.31); }, [&] { buffer.take(); });
    });
}
