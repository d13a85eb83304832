// thread_local, the board of the latest frame, sessions, and the faults.
#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/pace.hpp"
#include "lessons/04_thread_local/broken/lock_held_while_sending.hpp"
#include "lessons/04_thread_local/broken/short_read.hpp"
#include "lessons/04_thread_local/broken/silent_camera.hpp"
#include "lessons/04_thread_local/broken/thread_flood.hpp"
#include "lessons/04_thread_local/latest.hpp"
#include "lessons/04_thread_local/programs/basics.hpp"
#include "lessons/04_thread_local/programs/client_table.hpp"
#include "lessons/04_thread_local/programs/client_threads.hpp"
#include "lessons/04_thread_local/programs/cost.hpp"
#include "lessons/04_thread_local/programs/frame.hpp"
#include "lessons/04_thread_local/session.hpp"
#include "tests/support/asleep.hpp"

using namespace lockstep;
using namespace std::chrono_literals;
using test::WatchedThread;

namespace {

const auto never = std::chrono::steady_clock::time_point::max();

std::shared_ptr<const Frame> frame(std::uint64_t number) {
    return std::make_shared<const Frame>(Frame{number, {}});
}

}  // namespace

// ---- thread_local ----

TEST_CASE("each of three threads counts for itself") {
    Pace pace;
    CHECK(count_in_three_threads(pace) == std::vector<int>{1, 2, 3, 0});
}

TEST_CASE("four threads have the variable at four addresses") {
    CHECK(addresses_in_three_threads().size() == 4);  // with the main thread's
}

TEST_CASE("a thread local object is made at its first use and ends with its thread") {
    Pace pace;
    const std::vector<std::string> expected{"this thread needs no notebook",
                                            "this thread begins",
                                            "a notebook is made",
                                            "the notebook is used",
                                            "the notebook is used",
                                            "this thread has nothing more to do",
                                            "the notebook is destroyed"};
    CHECK(life_of_a_notebook(pace) == expected);
}

TEST_CASE(
    "a thread local variable is not inherited and not per object and not per task") {
    CHECK(value_in_a_child_thread() == 0);
    CHECK(value_in_another_object() == 7);
    CHECK(value_in_the_next_task() == 7);
}

TEST_CASE("the cost of each way to count is measured") {
    const auto cost = measure_cost(1000);
    CHECK(cost.plain_global > 0);
    CHECK(cost.thread_local_int > 0);
    CHECK(cost.thread_local_object > 0);
    CHECK(cost.guarded_map > 0);
}

// ---- Latest ----

TEST_CASE("a reader gets the newest and has missed what came in between") {
    Latest<Frame> board;
    board.publish(frame(1));
    CHECK(board.wait_newer(0, never)->number == 1);
    for (std::uint64_t number = 2; number <= 5; ++number) board.publish(frame(number));
    CHECK(board.wait_newer(1, never)->number == 5);
}

TEST_CASE("a reader that has the newest waits for a newer one") {
    Latest<Frame> board;
    board.publish(frame(7));
    CHECK(board.wait_newer(7, std::chrono::steady_clock::now()) == nullptr);
    std::uint64_t number = 0;
    WatchedThread reader{[&] { number = board.wait_newer(7, never)->number; }};
    reader.until_asleep();
    board.publish(frame(8));
    reader.join();
    CHECK(number == 8);
}

TEST_CASE("one frame wakes all who wait") {
    Latest<Frame> board;
    WatchedThread first{[&] { (void)board.wait_newer(0, never); }};
    WatchedThread second{[&] { (void)board.wait_newer(0, never); }};
    first.until_asleep();
    second.until_asleep();
    board.publish(frame(1));
    first.join();
    second.join();
}

TEST_CASE("close ends every wait on the board now and later") {
    Latest<Frame> board;
    board.publish(frame(1));
    bool ended = false;
    WatchedThread reader{[&] { ended = board.wait_newer(1, never) == nullptr; }};
    reader.until_asleep();
    CHECK_FALSE(board.closed());
    board.close();
    reader.join();
    CHECK(ended);
    CHECK(board.closed());
    CHECK(board.wait_newer(0, never) == nullptr);
}

TEST_CASE("a frame lives until the last reader lets go of it") {
    Latest<Frame> board;
    std::weak_ptr<const Frame> first;
    {
        const auto made = frame(1);
        first = made;
        board.publish(made);
    }
    auto reader = board.wait_newer(0, never);
    board.publish(frame(2));
    CHECK_FALSE(first.expired());
    reader.reset();
    CHECK(first.expired());
}

// ---- Session ----

TEST_CASE("a session ends with its thread and signs the client off") {
    ClientTable table;
    std::jthread{[&] {
        auto& mine = begin_session(table, "10.0.0.1:5000");
        mine.frame_sent(1, 100);
        const auto now = table.snapshot().now;
        REQUIRE(now.size() == 1);
        CHECK(now.begin()->second.address == "10.0.0.1:5000");
        CHECK(now.begin()->second.frames == 1);
    }}.join();
    const auto after = table.snapshot();
    CHECK(after.now.empty());
    CHECK(after.ever == 1);
    CHECK(after.gone.frames == 1);
    CHECK(after.gone.bytes == 100);
}

TEST_CASE("every thread sees its own session and no other") {
    ClientTable table;
    CHECK(session() == nullptr);
    std::jthread{[&] {
        begin_session(table, "first");
        std::jthread{[&] {
            CHECK(session() == nullptr);
            begin_session(table, "second");
            CHECK(session()->row().address == "second");
        }}.join();
        CHECK(session()->row().address == "first");
    }}.join();
    CHECK(session() == nullptr);
}

TEST_CASE("a thread that still has a session refuses a second until the first is ended") {
    ClientTable table;
    std::jthread{[&] {
        begin_session(table, "first");
        CHECK_THROWS_WITH(begin_session(table, "second"),
                          "this thread still serves first");
        end_session();
        CHECK(table.snapshot().now.empty());
        begin_session(table, "second");
    }}.join();
    CHECK(table.snapshot().ever == 2);
}

TEST_CASE("frames between two that were sent count as skipped") {
    ClientTable table;
    std::jthread{[&] {
        auto& mine = begin_session(table, "viewer");
        mine.frame_sent(10, 1);  // what came before it was there is not skipped
        mine.frame_sent(11, 1);
        mine.frame_sent(15, 1);
        CHECK(mine.row().skipped == 3);
        CHECK(table.snapshot().now.begin()->second.skipped == 3);
    }}.join();
    CHECK(table.snapshot().gone.skipped == 3);
}

TEST_CASE("stats are JSON even when a camera has a name in no encoding") {
    ClientTable table;
    table.sign_on({"127.0.0.1:5000", std::chrono::steady_clock::now(), 7, 3, 100, 4});
    const auto json = stats_as_json(table.snapshot(), "the video \xff.avi");
    CHECK(json.find(R"("address":"127.0.0.1:5000")") != std::string::npos);
    CHECK(json.find(R"("skipped":4)") != std::string::npos);
    CHECK(json.find(R"("frame":7)") != std::string::npos);
}

// ---- ClientThreads ----

TEST_CASE("a thread that has ended is joined although nobody else comes") {
    ClientThreads threads;
    for (int round = 0; round < 50; ++round) {
        threads.start([] {});
        threads.join_all();
        CHECK(threads.running() == 0);
    }
}

TEST_CASE("the destructor waits for every thread") {
    std::atomic<int> ended{0};
    {
        ClientThreads threads;
        for (int number = 0; number < 20; ++number) threads.start([&] { ++ended; });
    }
    CHECK(ended == 20);
}

// ---- The faults, and their mends ----

TEST_CASE("a lock held while sending stops camera and viewers every time") {
    for (int time = 0; time < 20; ++time) {
        const auto broken = lock_held_while_sending::broken(10);
        CHECK(broken.made == 1);
        CHECK(broken.received == 0);
        CHECK_FALSE(broken.newcomer_is_served);
        const auto mended = lock_held_while_sending::mended(10);
        CHECK(mended.made == 10);
        CHECK(mended.received == 10);
        CHECK(mended.newcomer_is_served);
    }
}

TEST_CASE("one read gives a part of a large frame every time") {
    for (int time = 0; time < 20; ++time) {
        CHECK(short_read::broken().size() < short_read::frame_size);
        CHECK(short_read::mended() == short_read::make_frame());
    }
}

TEST_CASE("a camera thread that swallows failures spins every time") {
    Pace pace;
    const auto broken = silent_camera::broken(1000);
    CHECK(broken.attempts == 1001);
    CHECK(broken.no_signal == 0);
    const auto mended = silent_camera::mended(3, 1ms, pace);
    CHECK(mended.attempts == 4);
    CHECK(mended.no_signal == 3);
}

TEST_CASE("silent connections get a thread each") {
    CHECK(thread_flood::threads_for(30) == 30);
}
