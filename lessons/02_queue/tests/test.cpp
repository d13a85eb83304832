// What both queues hand out, refuse and report, without anybody having to wait.
#include <chrono>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>

#include "lessons/02_queue/tests/on_both_test.hpp"

using namespace lockstep::test;
using namespace std::chrono_literals;

namespace {

constexpr auto soon = 1ms;

// ---- Order, bounds, refusals ----

template <template <class> class Queue>
void keeps_the_order() {
    Queue<Number> queue;
    for (int i = 0; i < 100; ++i) REQUIRE(queue.push(number(i)));
    for (int i = 0; i < 100; ++i) CHECK(**queue.pop() == i);
}
TEST_CASE("plain queue hands items out in the order they came") {
    keeps_the_order<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue hands items out in the order they came") {
    keeps_the_order<lockstep::FastQueue>();
}

template <template <class> class Queue>
void refuses_capacity_0() {
    CHECK_THROWS_AS(Queue<int>{0}, std::invalid_argument);
}
TEST_CASE("plain queue refuses a capacity of 0") {
    refuses_capacity_0<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue refuses a capacity of 0") {
    refuses_capacity_0<lockstep::FastQueue>();
}

template <template <class> class Queue>
void is_bounded() {
    Queue<Number> queue{2};
    REQUIRE(queue.try_push(number(1)));
    CHECK_FALSE(queue.full());
    REQUIRE(queue.push(number(2)));
    CHECK(queue.full());
    auto third = number(3);
    CHECK_FALSE(queue.try_push(std::move(third)));
    CHECK_FALSE(queue.push_for(std::move(third), soon));
    CHECK_FALSE(
        queue.push_until(std::move(third), std::chrono::system_clock::now() - 1s));
    REQUIRE(third);
    CHECK(*third == 3);
    CHECK(queue.size() == 2);
    CHECK(**queue.try_pop() == 1);
    CHECK(queue.push_for(std::move(third), long_enough));
    CHECK_FALSE(third);
}
TEST_CASE("plain queue refuses what is too much and leaves it with the caller") {
    is_bounded<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue refuses what is too much and leaves it with the caller") {
    is_bounded<lockstep::FastQueue>();
}

template <template <class> class Queue>
void is_unbounded() {
    Queue<int> queue;
    for (int i = 0; i < 5000; ++i) REQUIRE(queue.try_push(int{i}));
    CHECK_FALSE(queue.full());
    CHECK(queue.size() == 5000);
}
TEST_CASE("plain queue has no bound when none was asked for") {
    is_unbounded<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue has no bound when none was asked for") {
    is_unbounded<lockstep::FastQueue>();
}

template <template <class> class Queue>
void copies() {
    Queue<std::string> queue;
    const std::string id = "000007";
    REQUIRE(queue.push(id));
    CHECK(id == "000007");
    CHECK(queue.pop() == id);
}
TEST_CASE("plain queue pushes a copy of what is not moved") {
    copies<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue pushes a copy of what is not moved") {
    copies<lockstep::FastQueue>();
}

// ---- Time limits ----

template <template <class> class Queue>
void tells_late_from_end() {
    Queue<int> queue;
    CHECK_FALSE(queue.try_pop());
    CHECK_FALSE(queue.pop_for(soon));
    CHECK_FALSE(queue.pop_until(std::chrono::system_clock::now()));
    CHECK_FALSE(queue.ended());
    REQUIRE(queue.push(1));
    queue.close();
    CHECK(queue.closed());
    CHECK_FALSE(queue.ended());
    CHECK(queue.pop_for(long_enough) == 1);
    CHECK_FALSE(queue.pop_for(long_enough));
    CHECK(queue.ended());
}
TEST_CASE("plain queue tells too late from the end") {
    tells_late_from_end<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue tells too late from the end") {
    tells_late_from_end<lockstep::FastQueue>();
}

template <template <class> class Queue>
void takes_what_is_there() {
    Queue<int> queue{1};
    CHECK(queue.push_until(1, std::chrono::steady_clock::now() - 1s));
    CHECK(queue.pop_until(std::chrono::steady_clock::now() - 1s) == 1);
    std::stop_source stopped;
    stopped.request_stop();
    CHECK(queue.push(2, stopped.get_token()));
    CHECK(queue.pop(stopped.get_token()) == 2);
}
TEST_CASE("plain queue needs no time when it need not wait") {
    takes_what_is_there<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue needs no time when it need not wait") {
    takes_what_is_there<lockstep::FastQueue>();
}

// ---- The end ----

template <template <class> class Queue>
void refuses_after_close() {
    Queue<Number> queue;
    queue.close();
    queue.close();
    auto item = number(7);
    CHECK_FALSE(queue.push(std::move(item)));
    CHECK_FALSE(queue.try_push(std::move(item)));
    CHECK_FALSE(queue.push_for(std::move(item), long_enough));
    CHECK_FALSE(queue.push_until(std::move(item), std::chrono::steady_clock::now() + 1h));
    REQUIRE(item);
    CHECK(*item == 7);
    CHECK(queue.empty());
}
TEST_CASE("plain queue refuses pushes after close and leaves the item with the caller") {
    refuses_after_close<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue refuses pushes after close and leaves the item with the caller") {
    refuses_after_close<lockstep::FastQueue>();
}

template <template <class> class Queue>
void drains_after_close() {
    Queue<int> queue;
    for (int i = 0; i < 3; ++i) REQUIRE(queue.push(int{i}));
    queue.close();
    CHECK(queue.pop() == 0);
    CHECK(queue.try_pop() == 1);
    CHECK(queue.pop_for(long_enough) == 2);
    CHECK_FALSE(queue.pop());
    CHECK_FALSE(queue.try_pop());
    CHECK(queue.ended());
}
TEST_CASE("plain queue drains after close and then reports the end") {
    drains_after_close<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue drains after close and then reports the end") {
    drains_after_close<lockstep::FastQueue>();
}

}  // namespace
