#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "lessons/03_event_handshake/event.hpp"
#include "tests/exercises/grader/expect_seen.hpp"
#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

Frame frame(int number) {
    return {number, "picture " + std::to_string(number)};
}

// A viewer who takes the first frame, and reads nothing more until `wake_up` is open.
struct Sleeper {
    lockstep::Event has_first, wake_up;
    std::vector<int> numbers;

    // Its thread.
    void watch(Studio& studio, const std::function<void(int)>& received) {
        const auto id = std::this_thread::get_id();
        studio.watch([&](const Frame& sent) {
            expect(std::this_thread::get_id() == id,
                   "send() is called on the thread that called watch()");
            receive(sent);
            received(sent.number);
        });
    }
    void receive(const Frame& sent) {
        numbers.push_back(sent.number);
        if (sent.number > 1) return;
        has_first.set();
        wake_up.wait();
        // Meanwhile the camera may have published another: this one stays as it is.
        expect_seen(sent.picture, "picture 1",
                    "a frame does not change while it is sent");
    }
};

}  // namespace

TEST_CASE("a viewer who does not read stops nobody") {
    explored([] {
        Studio studio;
        Sleeper sleeper;
        lockstep::Event other_has_second;
        std::jthread slow{[&] { sleeper.watch(studio, [](int) {}); }};
        studio.publish(frame(1));
        sleeper.has_first.wait();
        std::jthread quick{[&] {
            studio.watch([&](const Frame& sent) {
                if (sent.number == 2) other_has_second.set();
            });
        }};
        studio.publish(frame(2));
        other_has_second.wait();
        sleeper.wake_up.set();
        studio.close();
    });
}

TEST_CASE("a slow viewer has missed frames and is sent the newest") {
    explored([] {
        Studio studio;
        Sleeper sleeper;
        lockstep::Event has_last;
        std::jthread slow{[&] {
            sleeper.watch(studio, [&](int number) {
                if (number == 4) has_last.set();
            });
        }};
        studio.publish(frame(1));
        sleeper.has_first.wait();
        for (const int number : {2, 3, 4}) studio.publish(frame(number));
        sleeper.wake_up.set();
        has_last.wait();
        studio.close();
        slow.join();
        expect_seen(sleeper.numbers, {1, 4}, "the slow viewer is sent 1 and 4");
    });
}

TEST_CASE("a viewer is sent each frame once and on its own thread") {
    explored([] {
        Studio studio;
        std::vector<int> numbers;
        std::jthread viewer{[&] {
            const auto id = std::this_thread::get_id();
            studio.watch([&](const Frame& sent) {
                expect(std::this_thread::get_id() == id,
                       "send() is called on the thread that called watch()");
                numbers.push_back(sent.number);
                if (sent.number == 2) studio.close();
            });
        }};
        studio.publish(frame(1));
        studio.publish(frame(2));
        viewer.join();
        expect(numbers == std::vector{1, 2} || numbers == std::vector{2},
               "the viewer is sent 1 and 2, or 2 alone");
    });
}

TEST_CASE("nothing is sent after the end") {
    explored([] {
        Studio studio;
        int sent = 0;
        studio.publish(frame(1));
        studio.close();
        std::jthread{[&] { studio.watch([&](const Frame&) { ++sent; }); }}.join();
        expect(sent == 0, "the studio was closed, and nothing is sent");
    });
}

TEST_CASE("a viewer's thread sleeps until there is a frame") {
    watched([] {
        Studio studio;
        int number = 0;
        waits_asleep(
            [&] {
                studio.watch([&](const Frame& sent) {
                    number = sent.number;
                    studio.close();
                });
            },
            [&] { studio.publish(frame(1)); });
        expect(number == 1, "then it is sent the frame");
    });
}
