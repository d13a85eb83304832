#include <atomic>
#include <thread>

#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

void race_of_two(Start& start) {
    std::jthread one{[&] { start.wait(); }};
    std::jthread two{[&] { start.wait(); }};
    start.give();
}

// Enough for what the first check has not found: that the class begins anew.
const lockstep::ExploreOptions few{.preemptions = 1, .random_schedules = 100};

}  // namespace

// The first of all: it tells a member that does nothing from one that does too little.
TEST_CASE("a runner sleeps until the signal") {
    watched([] {
        Start start;
        waits_asleep([&] { start.wait(); }, [&] { start.give(); });
    });
}

TEST_CASE("every runner gets the signal") {
    explored([] {
        Start start;
        race_of_two(start);
    });
}

TEST_CASE("nobody runs before the signal") {
    explored([] {
        Start start;
        for (int race = 1; race <= 2; ++race) {
            std::atomic<bool> given{false};
            std::jthread runner{[&] {
                start.wait();
                expect(given, "the runner starts after the signal of his own race");
            }};
            given = true;
            start.give();
            runner.join();
            start.next_race();
        }
    });
}

TEST_CASE("the second race has its own signal for everybody") {
    explored(
        [] {
            Start start;
            start.give();
            start.wait();
            start.next_race();
            race_of_two(start);
        },
        few);
}
