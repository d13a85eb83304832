#include <optional>
#include <thread>

#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

TEST_CASE("consumers that wait learn the end") {
    explored([] {
        PriceQueue queue{2};
        const auto learn = [&] { expect(!queue.take(), "take() gives nothing"); };
        std::jthread first{learn};
        std::jthread second{learn};
        queue.close();
    });
}

TEST_CASE("producers that wait are refused") {
    explored([] {
        PriceQueue queue{1};
        expect(queue.put(9.5), "there is room for one");
        const auto learn = [&] {
            expect(!queue.put(7.31), "put() refuses when the queue is closed");
        };
        std::jthread first{learn};
        std::jthread second{learn};
        queue.close();
    });
}

TEST_CASE("all who wait are woken however many they are") {
    explored(
        [] {
            PriceQueue queue{1};
            const auto learn = [&] { expect(!queue.take(), "take() gives nothing"); };
            std::jthread first{learn}, second{learn}, third{learn};
            queue.close();
        },
        {.preemptions = 0, .random_schedules = 200});
    explored(
        [] {
            PriceQueue queue{1};
            expect(queue.put(9.5), "there is room for one");
            const auto learn = [&] { expect(!queue.put(7.31), "put() refuses"); };
            std::jthread first{learn}, second{learn}, third{learn};
            queue.close();
        },
        {.preemptions = 0, .random_schedules = 200});
}

TEST_CASE("what is left is still handed out") {
    explored([] {
        PriceQueue queue{2};
        expect(queue.put(1.25) && queue.put(1.5), "there is room for two");
        queue.close();
        expect(!queue.put(9.5), "put() refuses when the queue is closed");
        expect(queue.take() == 1.25 && queue.take() == 1.5, "both prices are handed out");
        expect(!queue.take(), "nothing is left");
    });
    explored([] {
        PriceQueue queue{1};
        std::jthread producer{[&] {
            expect(queue.put(2.25), "there is room for one");
            queue.close();
        }};
        expect(queue.take() == 2.25, "the price is handed out");
        expect(!queue.take(), "nothing is left");
    });
}

TEST_CASE("who waits is asleep") {
    watched([] {
        PriceQueue queue{1};
        waits_asleep([&] { queue.take(); }, [&] { queue.close(); });
    });
    watched([] {
        PriceQueue queue{1};
        queue.put(9.5);
        waits_asleep([&] { queue.put(7.31); }, [&] { queue.close(); });
    });
}

// One of them is woken for the price, or for the room, and has not run yet.
TEST_CASE("nobody waits beside what is meant for another") {
    explored([] {
        PriceQueue queue{2};
        const auto learn = [&] { queue.take(); };
        std::jthread first{learn}, second{learn};
        expect(queue.put(9.5), "there is room for one");
        queue.close();
    });
    explored([] {
        PriceQueue queue{1};
        expect(queue.put(9.5), "there is room for one");
        const auto learn = [&] { queue.put(7.31); };
        std::jthread first{learn}, second{learn};
        expect(queue.take().has_value(), "a price is there");
        queue.close();
    });
}
