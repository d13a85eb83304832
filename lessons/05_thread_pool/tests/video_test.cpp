// Lesson 04's video server with a pool.
#include <doctest/doctest.h>

#include <memory>
#include <vector>

#include "lessons/04_thread_local/tests/video_viewer_test.hpp"
#include "lessons/05_thread_pool/tests/pooled_show_test.hpp"
#include "tests/support/contains.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using namespace lockstep::test;

namespace {

// Comes again until it is not refused (a worker may need a moment to let go of the last
// client), and watches: it has seen a frame, so it has a worker of its own.
std::unique_ptr<VideoViewer> viewer_of(const PooledShow& show) {
    for (;;) {
        auto viewer = std::make_unique<VideoViewer>(show.server.port());
        viewer->get("/stream.mjpg");
        if (viewer->next_frame()) return viewer;
    }
}

// As patient as that.
VideoViewer::Answer ask_until_served(const PooledShow& show, const std::string& path) {
    for (;;) {
        auto answer = ask(show.server.port(), path);
        if (answer.status != 503) return answer;
    }
}

}  // namespace

TEST_CASE(
    "a pool serves the page the picture and the table as a thread per client does") {
    PooledShow show{4};
    show.publish(1);
    CHECK(ask_until_served(show, "/").status == 200);
    CHECK(ask_until_served(show, "/frame.jpg").status == 200);
    CHECK(ask_until_served(show, "/stats").status == 200);
    CHECK(ask_until_served(show, "/nothing").status == 404);
}

TEST_CASE("viewers are sent every frame that is published") {
    PooledShow show{3};
    show.publish(1);
    const auto one = viewer_of(show), other = viewer_of(show);
    for (std::uint64_t number = 2; number <= 20; ++number) {
        show.publish(number);
        CHECK(one->next_frame()->number == number);
        CHECK(other->next_frame()->number == number);
    }
}

TEST_CASE("when every place is taken the next client gets 503 and when to come again") {
    PooledShow show{2};
    show.publish(1);
    const auto one = viewer_of(show), other = viewer_of(show);
    for (int time = 0; time < 20; ++time) {
        const auto refused = ask(show.server.port(), "/");
        CHECK(refused.status == 503);
        CHECK(contains(refused.head, "Retry-After: 2"));
        CHECK(contains(refused.body, "All places are taken"));
    }
    CHECK(show.server.refused() == 20);
    show.publish(2);
    CHECK(one->next_frame()->number == 2);
    CHECK(other->next_frame()->number == 2);
}

TEST_CASE("a place that a viewer leaves can be taken by the next one") {
    PooledShow show{1};
    show.publish(1);
    for (std::uint64_t time = 1; time <= 10; ++time) {
        viewer_of(show)->leave();
        show.until_viewers(0);
        CHECK(ask_until_served(show, "/stats").status == 200);
    }
}

TEST_CASE("the session of the last client is not there for the next one on that thread") {
    PooledShow show{1};
    show.publish(1);
    viewer_of(show)->leave();
    show.until_viewers(0);
    // A page first, on the same thread: it has no session, and leaves none.
    CHECK(ask_until_served(show, "/").status == 200);
    CHECK(contains(ask_until_served(show, "/stats").body, "\"clients\":[]"));
    const auto next = viewer_of(show);
    const auto table = show.clients.snapshot();
    REQUIRE(table.now.size() == 1);
    CHECK(table.now.begin()->second.frames <= 1);
    CHECK(table.ever == 2);
}

TEST_CASE("the server ends while one client watches and another is silent") {
    std::unique_ptr<VideoViewer> viewer, silent;
    {
        PooledShow show{2};
        show.publish(1);
        viewer = viewer_of(show);
        silent = std::make_unique<VideoViewer>(show.server.port());
    }
    CHECK_FALSE(viewer->next_frame().has_value());
    CHECK(silent->answer().status == 0);
}

// ---- The program ----

TEST_CASE("lesson05 video serves for as long as it is told and sums up") {
    const auto result = run_program(
        {LOCKSTEP_PROGRAM, "video", "--port", "0", "--seconds", "1", "--clients", "3"});
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "3 clients at once, more are refused"));
    CHECK(contains(result.out, "viewers: 0, frames sent: 0, skipped: 0"));
}

TEST_CASE("lesson05 video refuses what it cannot have and says which") {
    const auto camera = run_program({LOCKSTEP_PROGRAM, "video", "--camera", "63"});
    CHECK(camera.exit_code == 1);
    CHECK(contains(camera.err, "63"));
    const auto clients = run_program({LOCKSTEP_PROGRAM, "video", "--clients", "0"});
    CHECK(clients.exit_code == 2);
    CHECK(contains(clients.err, "--clients"));
}
