#include <atomic>
#include <stop_token>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

// Plays a scene: s for set, w for wait, c for clear. The stop request ends a wait that
// would never come back. Returns how many waits came back by themselves.
int waits_that_come_back(std::string_view scene) {
    lockstep::Event event;
    std::stop_source ends_it;
    ends_it.request_stop();
    int back = 0;
    for (const char act : scene) {
        if (act == 's') event.set();
        if (act == 'c') event.clear();
        if (act == 'w' && !event.wait(ends_it.get_token())) return back;
        if (act == 'w') ++back;
    }
    return back;
}

void judge_prediction(int predicted, std::string_view scene) {
    watched([=] {
        expect(predicted >= 0, "the prediction is written down");
        expect(predicted == waits_that_come_back(scene),
               "the prediction is what happens");
    });
}

void ring(Bell& bell) {
    bell.rung.set();
    bell.heard.wait();
    bell.heard.clear();
}

}  // namespace

TEST_CASE("scene 1 set wait wait") {
    judge_prediction(scene_1, "sww");
}

TEST_CASE("scene 2 set wait clear wait") {
    judge_prediction(scene_2, "swcw");
}

TEST_CASE("scene 3 set clear wait") {
    judge_prediction(scene_3, "scw");
}

TEST_CASE("scene 4 set set wait clear wait") {
    judge_prediction(scene_4, "sswcw");
}

TEST_CASE("scene 5 three threads wait") {
    watched([] {
        std::atomic<int> back{0};
        lockstep::Event event;
        {
            std::vector<std::jthread> sleepers;
            for (int i = 0; i < 3; ++i)
                sleepers.emplace_back([&] {
                    event.wait();
                    ++back;
                });
            event.set();
        }
        expect(scene_5 >= 0, "the prediction is written down");
        expect(scene_5 == back, "the prediction is what happens");
    });
}

TEST_CASE("each ring is heard once") {
    explored([] {
        std::atomic<int> rung{0};
        int heard = 0;
        Bell bell;
        std::jthread listener{[&] {
            listen(bell, [&] { expect(rung == ++heard, "each ring is heard once"); });
        }};
        for (rung = 1; rung <= 2; ++rung) ring(bell);
        listener.join();
        expect(heard == 2, "both rings are heard");
    });
}

TEST_CASE("the listener sleeps until the bell rings") {
    watched([] {
        Bell bell;
        waits_asleep([&] { listen(bell, [] {}); },
                     [&] {
                         ring(bell);
                         ring(bell);
                     });
    });
}
