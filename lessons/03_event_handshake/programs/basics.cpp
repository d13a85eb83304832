#include "lessons/03_event_handshake/programs/basics.hpp"

#include <latch>
#include <thread>
#include <vector>

#include "common/console.hpp"
#include "lessons/03_event_handshake/event.hpp"

namespace lockstep {

void wait_blocks_until_set(Pace& pace) {
    Event event;
    std::latch hello_is_said{1};  // only so that the lines come in a readable order
    std::jthread greeter{[&] {
        name_thread("greeter");
        say("hello");
        hello_is_said.count_down();
        event.wait();
        say("world");
    }};
    hello_is_said.wait();
    pace.hand_over("the main thread sets the event");
    say("set");
    event.set();
}

void set_before_wait(Pace& pace) {
    Event event;
    say("set, and nobody waits yet");
    event.set();
    pace.hand_over("a thread waits for an event that is set already");
    std::jthread greeter{[&] {
        name_thread("greeter");
        say("hello");
        event.wait();
        say("world, without a pause");
    }};
}

int loop_without_clear(int rounds) {
    Event event;
    event.set();  // once
    int passed = 0;
    std::jthread spinner{[&] {
        name_thread("spinner");
        while (passed < rounds) {
            event.wait();  // never blocks: nobody clears
            ++passed;
        }
        say("one set, and {} rounds: without a clear this would never end", passed);
    }};
    spinner.join();
    return passed;
}

int wait_and_clear_twice(Pace& pace) {
    Event event;
    Event round_done;
    int rounds = 0;  // the worker's; main reads it after the join
    std::jthread worker{[&] {
        name_thread("worker");
        while (rounds < 2) {
            event.wait();
            event.clear();  // before the answer: the next set comes after it
            ++rounds;
            say("round {}", rounds);
            round_done.set();
        }
    }};
    for (int time = 1; time <= 2; ++time) {
        pace.hand_over("the main thread sets the event");
        say("set, time {}", time);
        event.set();
        round_done.wait();
        round_done.clear();
    }
    worker.join();
    return rounds;
}

void one_set_wakes_three(Pace& pace) {
    Event morning;
    std::latch asleep{3};
    std::vector<std::jthread> sleepers;
    for (int number = 1; number <= 3; ++number) {
        sleepers.emplace_back([&morning, &asleep, number] {
            name_thread(fmt::format("sleeper {}", number));
            say("good night");
            asleep.count_down();
            morning.wait();
            say("good morning");
        });
    }
    asleep.wait();  // so that the night is over for nobody before it began
    pace.hand_over("the main thread sets the event, once");
    say("set, once");
    morning.set();
}

}  // namespace lockstep
