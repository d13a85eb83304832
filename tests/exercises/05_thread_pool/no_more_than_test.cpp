#include <atomic>
#include <optional>
#include <string>

#include "lessons/03_event_handshake/event.hpp"
#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

// Two workers and who accepts have many interleavings.
const lockstep::ExploreOptions few{.preemptions = 1, .random_schedules = 100};

// The connections 1, 2, 3 ... up to the last one.
struct Door {
    int last;
    int accepted = 0;  // of who accepts: one thread at a time
    std::optional<int> accept() {
        if (accepted == last) return std::nullopt;
        return ++accepted;
    }
};

void serve_so_many(int connections, const Serve& serve, int most) {
    Door door{connections};
    serve_all([&] { return door.accept(); }, serve, most);
    expect(door.accepted == connections, "all connections are accepted");
}

}  // namespace

TEST_CASE("never more than so many are served at once") {
    explored(
        [] {
            std::atomic<int> now{0}, sum{0};
            serve_so_many(
                3,
                [&](int connection) {
                    expect(++now <= 2, "at most two connections are served at once");
                    sum += connection;
                    --now;
                },
                2);
            expect(sum == 1 + 2 + 3,
                   "each connection is served once before it comes back");
        },
        few);
    explored(
        [] {
            std::atomic<int> now{0};
            serve_so_many(
                2,
                [&](int) {
                    expect(++now <= 1, "at most one connection is served at once");
                    --now;
                },
                1);
        },
        few);
}

TEST_CASE("whichever thread is free takes the next connection") {
    explored(
        [] {
            lockstep::Event third_is_served;
            serve_so_many(
                3,
                [&](int connection) {
                    if (connection == 1) third_is_served.wait();
                    if (connection == 3) third_is_served.set();
                },
                2);
        },
        few);
}

TEST_CASE("a thread serves many connections") {
    watched([] {
        std::atomic<int> threads{0};
        serve_so_many(
            40,
            [&](int) {
                thread_local bool counted = false;
                if (counted) return;
                counted = true;
                expect(++threads <= 3, "at most three threads serve forty connections");
            },
            3);
    });
}

TEST_CASE("who cannot be served stays outside") {
    watched([] {
        lockstep::Event may_go_on;
        std::atomic<int> served{0};
        Door door{100};
        waits_asleep(
            [&] {
                serve_all(
                    [&] {
                        const auto connection = door.accept();
                        const int inside = door.accepted - served;
                        expect(inside <= 2 + 10,
                               "two are served and at most ten wait for a thread; "
                               "accepted and not yet served: " +
                                   std::to_string(inside));
                        return connection;
                    },
                    [&](int) {
                        may_go_on.wait();
                        ++served;
                    },
                    2);
                expect(served == 100, "in the end all are served");
            },
            [&] { may_go_on.set(); });
    });
}
