#include <chrono>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "lessons/03_event_handshake/event.hpp"
#include "tests/exercises/grader/expect_seen.hpp"
#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;  // in an explored body: the explorer's own

const Allows allows{"wait_for", "wait_until"};

// A camera that works in some of its reads, as in "-+-": 2 of 3 fail. After the last one
// a stop is requested.
struct Camera {
    std::string works;
    std::stop_source stop{};
    std::vector<Clock::time_point> tries{}, told{};
    std::vector<std::string> shown{};

    // Its thread, for as long as it runs.
    void run(std::chrono::milliseconds retry) {
        std::jthread{[&] {
            run_camera(
                stop.get_token(), retry, [&] { return read(); },
                [&](const std::string& picture) { show(picture); });
        }}.join();
    }

    std::string read() {
        tries.push_back(Clock::now());
        expect(tries.size() <= works.size(), "after a stop request nothing is read");
        if (works.at(tries.size() - 1) == '-') throw std::runtime_error{"no picture"};
        return "picture " + std::to_string(tries.size());
    }
    void show(const std::string& picture) {
        shown.push_back(picture);
        told.push_back(Clock::now());
        if (tries.size() == works.size()) stop.request_stop();
    }
};

}  // namespace

TEST_CASE("every failed read is told") {
    explored([] {
        Camera camera{"--+"};
        camera.run(1s);
        expect_seen(
            camera.shown, {"no signal", "no signal", "picture 3"},
            "two reads fail and the third works: no signal, no signal, picture 3");
    });
    explored([] {
        Camera camera{"+-++"};
        camera.run(1s);
        expect_seen(
            camera.shown, {"picture 1", "no signal", "picture 3", "picture 4"},
            "the second of four reads fails: picture 1, no signal, picture 3, picture 4");
    });
}

TEST_CASE("a failed read is told before the wait") {
    explored(
        [] {
            Camera camera{"-+"};
            camera.run(10s);
            expect(camera.told.at(0) - camera.tries.at(0) < 1s,
                   "the first read fails and the viewers are told at once");
        },
        {.random_schedules = 200, .early_wakes = 0});
}

TEST_CASE("the next try comes when its time has come") {
    explored([] {
        for (const auto retry : {2000ms, 50ms}) {
            Camera camera{"--+"};
            camera.run(retry);
            expect(camera.tries[1] - camera.tries[0] >= retry &&
                       camera.tries[2] - camera.tries[1] >= retry,
                   "between a failed read and the next there is the time `retry`");
        }
    });
    explored(
        [] {
            Camera camera{"----+"};
            camera.run(10s);
            for (std::size_t i = 1; i < camera.tries.size(); ++i)
                expect(camera.tries[i] - camera.tries[i - 1] < 11s,
                       "four reads fail, and the wait after each is as long as the one "
                       "before");
        },
        {.random_schedules = 200, .early_wakes = 0});
    explored(
        [] {
            Camera camera{"+++"};
            camera.run(10s);
            expect(camera.tries[2] - camera.tries[0] < 1s,
                   "a camera that works is read at once again");
        },
        {.random_schedules = 200, .early_wakes = 0});
}

TEST_CASE("a stop request ends the wait at once") {
    // After the request no time passes as long as any thread has something to do.
    explored(
        [] {
            lockstep::Event has_failed;
            std::jthread camera{[&](const std::stop_token& stop) {
                run_camera(
                    stop, std::chrono::hours{1},
                    []() -> std::string { throw std::runtime_error{"no picture"}; },
                    [&](const std::string&) { has_failed.set(); });
            }};
            has_failed.wait();
            camera.request_stop();
            const auto asked = Clock::now();
            camera.join();
            expect(Clock::now() - asked < 5ms,
                   "it ends at once and not when it looks again");
        },
        {.random_schedules = 200, .early_wakes = 0});
}

TEST_CASE("the thread sleeps between two tries") {
    watched([] {
        std::stop_source stop;
        int tries = 0;
        waits_asleep(
            [&] {
                run_camera(
                    stop.get_token(), std::chrono::hours{1},
                    [&]() -> std::string {
                        ++tries;
                        throw std::runtime_error{"no picture"};
                    },
                    [](const std::string&) {});
            },
            [&] { stop.request_stop(); });
        expect(tries == 1, "the hour is not over and there was one try");
    });
}
