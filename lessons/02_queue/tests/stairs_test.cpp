// The wrong stairs go wrong every time, and their mended twins do not.
#include <doctest/doctest.h>

#include <functional>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>

#include "lessons/02_queue/broken/mended.hpp"
#include "lessons/02_queue/broken/show.hpp"
#include "lessons/02_queue/programs/end_mark.hpp"
#include "lessons/02_queue/programs/promise.hpp"
#include "lessons/02_queue/stairs/1_counter_without_lock.hpp"
#include "lessons/02_queue/stairs/2_counter_with_mutex.hpp"
#include "lessons/02_queue/stairs/3_waiting_by_polling.hpp"
#include "lessons/02_queue/stairs/4_notify_before_wait.hpp"
#include "lessons/02_queue/stairs/5_woken_for_nothing.hpp"
#include "lessons/02_queue/stairs/7_end_mark_for_two.hpp"
#include "lessons/02_queue/stairs/9_done_without_failure.hpp"

using namespace lockstep;

TEST_CASE("a counter without a lock loses an addition every time") {
    for (int i = 0; i < 20; ++i) CHECK(count_without_lock() == 1);
}

TEST_CASE("a counter with a mutex loses nothing") {
    CHECK(count_with_mutex(2000) == 4000);
}

TEST_CASE("polling finds the item and asks very often") {
    auto slow = [](const std::function<long()>& questions) {
        while (questions() < 1000) std::this_thread::yield();
        return std::string{"000007"};
    };
    const auto polled = wait_by_polling(slow);
    CHECK(polled.item == "000007");
    CHECK(polled.questions > 1000);
}

TEST_CASE("a consumer without a predicate sleeps beside an item every time") {
    for (int i = 0; i < 20; ++i) CHECK(sleep_beside_an_item() == 1);
}

TEST_CASE("a consumer without a predicate wakes up for nothing every time") {
    for (int i = 0; i < 20; ++i) CHECK(wake_two_for_one_item().with_nothing >= 1);
}

TEST_CASE("a predicate mends both") {
    for (int i = 0; i < 20; ++i) {
        CHECK(late_consumer_gets_its_item());
        const auto served = two_consumers_two_items();
        CHECK(served.with_an_item == 2);
        CHECK(served.with_nothing == 0);
    }
}

TEST_CASE("one end mark ends one of two consumers every time") {
    for (int i = 0; i < 20; ++i) {
        const auto outcome = end_two_consumers_with_one_mark();
        CHECK(outcome.items == 3);
        CHECK(outcome.ended == 1);
        CHECK(outcome.waiting_for_ever == 1);
    }
}

TEST_CASE("closing ends both consumers") {
    for (int i = 0; i < 20; ++i) CHECK(two_consumers_see_the_close() == 2);
}

TEST_CASE("a signal never comes when the consumer dies and a promise breaks") {
    CHECK(done_never_comes());
    CHECK(broken_promise_comes());
}

TEST_CASE("every broken stair shows its fault and its twin") {
    REQUIRE(broken_names().size() == 5);
    for (const auto& name : broken_names()) CHECK(run_broken(name) == 0);
    CHECK_THROWS_AS(run_broken("soup"), std::invalid_argument);
}

// ---- The programs that need no server ----

TEST_CASE("an end mark abandons all consumers but one and closing none") {
    Pace pace;
    const auto one = end_with_one_mark(1, pace);
    CHECK(one.items == 3);
    CHECK(one.ended == 1);
    const auto three = end_with_one_mark(3, pace);
    CHECK(three.items == 3);
    CHECK(three.ended == 1);
    CHECK(three.abandoned == 2);
    const auto closed = end_by_closing(3, pace);
    CHECK(closed.items == 3);
    CHECK(closed.ended == 3);
    CHECK(closed.abandoned == 0);
}

TEST_CASE("a producer learns that its job is done or why not") {
    Pace pace;
    const auto learnt = hand_over_three_jobs("", pace);
    REQUIRE(learnt.size() == 3);
    CHECK(learnt[0] == "done");
    CHECK(learnt[1] == "not done: line 2: 1 cell, the header has 2");
    CHECK(learnt[2] == "done");
}

TEST_CASE("a producer learns that the converter died with its job") {
    Pace pace;
    const auto learnt = hand_over_three_jobs("000001", pace);
    CHECK(learnt[0] == "broken promise, the converter died");
}

// The job of the first producer lies behind the deadly one and is never looked at.
TEST_CASE("a producer learns that the converter died before its job") {
    BlockingQueue<Job> jobs;
    Job behind{"000002", "Date\n2024-07-19\n"};
    auto done = behind.done.get_future().share();
    REQUIRE(jobs.push(Job{"000001", ""}));
    REQUIRE(jobs.push(std::move(behind)));
    CHECK_THROWS_AS(convert_jobs(jobs, "000001"), std::logic_error);
    CHECK_THROWS_AS(done.get(), std::future_error);
    CHECK(await_job(jobs, "000003", "") == "refused, nobody converts any more");
}
