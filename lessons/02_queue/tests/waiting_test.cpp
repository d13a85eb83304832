// Who waits is woken when there is a reason, waits on when there is none, and has a way
// out.
#include <atomic>
#include <deque>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

#include "lessons/02_queue/tests/on_both_test.hpp"
#include "tests/support/asleep.hpp"

using namespace lockstep::test;

namespace {

// ---- Waking up ----

template <template <class> class Queue>
void push_wakes_consumer() {
    const std::vector<std::function<bool(Queue<int>&)>> ways{
        [](auto& queue) { return queue.push(1); },
        [](auto& queue) { return queue.try_push(1); },
        [](auto& queue) { return queue.push_for(1, long_enough); }};
    for (const auto& push : ways) {
        Queue<int> queue;
        std::optional<int> got;
        WatchedThread consumer{[&] { got = queue.pop(); }};
        consumer.until_asleep();
        CHECK(push(queue));
        consumer.join();
        CHECK(got == 1);
    }
}
TEST_CASE("plain queue wakes a waiting consumer by every kind of push") {
    push_wakes_consumer<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue wakes a waiting consumer by every kind of push") {
    push_wakes_consumer<lockstep::FastQueue>();
}

template <template <class> class Queue>
void pop_wakes_producer() {
    const std::vector<std::function<std::optional<int>(Queue<int>&)>> ways{
        [](auto& queue) { return queue.pop(); },
        [](auto& queue) { return queue.try_pop(); },
        [](auto& queue) { return queue.pop_for(long_enough); }};
    for (const auto& pop : ways) {
        Queue<int> queue{1};
        REQUIRE(queue.push(1));
        bool pushed = false;
        WatchedThread producer{[&] { pushed = queue.push(2); }};
        producer.until_asleep();
        CHECK(pop(queue) == 1);
        producer.join();
        CHECK(pushed);
        CHECK(queue.try_pop() == 2);
    }
}
TEST_CASE("plain queue wakes a waiting producer by every kind of pop") {
    pop_wakes_producer<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue wakes a waiting producer by every kind of pop") {
    pop_wakes_producer<lockstep::FastQueue>();
}

// A consumer sleeps; an item comes and is taken away again at once. When the thief is
// faster, the consumer was woken for nothing and must go on waiting.
template <template <class> class Queue>
void robbed_consumer_waits_on() {
    Queue<int> queue;
    int consumed = 0;
    bool came_back_early = false;
    WatchedThread consumer{[&] {
        while (queue.pop()) ++consumed;
        came_back_early = !queue.closed();
    }};
    int robbed = 0;
    int pushed = 0;
    for (; robbed < 20 && pushed < 5000; ++pushed) {
        consumer.until_asleep();
        REQUIRE(queue.push(1));
        if (queue.try_pop()) ++robbed;
    }
    consumer.until_asleep();
    queue.close();
    consumer.join();
    CHECK_FALSE(came_back_early);
    CHECK(consumed + robbed == pushed);
}
TEST_CASE("plain queue lets a consumer that was woken for nothing wait on") {
    robbed_consumer_waits_on<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue lets a consumer that was woken for nothing wait on") {
    robbed_consumer_waits_on<lockstep::FastQueue>();
}

// The same for a producer: a place comes free, and somebody else fills it at once.
template <template <class> class Queue>
void robbed_producer_waits_on() {
    Queue<int> queue{1};
    REQUIRE(queue.push(0));
    bool came_back_early = false;
    WatchedThread producer{[&] {
        while (queue.push(1)) {
        }
        came_back_early = !queue.closed();
    }};
    int robbed = 0;
    for (int round = 0; robbed < 20 && round < 5000; ++round) {
        producer.until_asleep();
        CHECK(queue.try_pop());
        if (queue.try_push(2)) ++robbed;
    }
    producer.until_asleep();
    queue.close();
    producer.join();
    CHECK_FALSE(came_back_early);
}
TEST_CASE("plain queue lets a producer that was woken for nothing wait on") {
    robbed_producer_waits_on<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue lets a producer that was woken for nothing wait on") {
    robbed_producer_waits_on<lockstep::FastQueue>();
}

// ---- A second way out ----

template <template <class> class Queue>
void stop_ends_waits() {
    Queue<int> queue{1};
    std::stop_source stop;
    bool got = true;
    bool got_in_time = true;
    {
        WatchedThread pops{[&] { got = queue.pop(stop.get_token()).has_value(); }};
        WatchedThread pops_for{[&] {
            got_in_time = queue.pop_for(long_enough, stop.get_token()).has_value();
        }};
        pops.until_asleep();
        pops_for.until_asleep();
        stop.request_stop();
    }
    CHECK_FALSE(got);
    CHECK_FALSE(got_in_time);
    CHECK_FALSE(queue.ended());

    std::stop_source second_stop;
    REQUIRE(queue.push(1));
    bool pushed = true;
    {
        WatchedThread pushes{[&] { pushed = queue.push(2, second_stop.get_token()); }};
        pushes.until_asleep();
        second_stop.request_stop();
    }
    CHECK_FALSE(pushed);
    CHECK(queue.size() == 1);
}
TEST_CASE("plain queue ends a wait when its stop token says so") {
    stop_ends_waits<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue ends a wait when its stop token says so") {
    stop_ends_waits<lockstep::FastQueue>();
}

// ---- Close wakes everybody ----

// Starts three threads that run `wait`, lets `wake` happen when all of them sleep, joins
// them.
void three_waiters(const std::function<void()>& wait, const std::function<void()>& wake) {
    std::deque<WatchedThread> waiters;
    for (int i = 0; i < 3; ++i) waiters.emplace_back(wait);
    for (auto& waiter : waiters) waiter.until_asleep();
    wake();
    for (auto& waiter : waiters) waiter.join();
}

template <template <class> class Queue>
void close_wakes_consumers() {
    Queue<int> queue;
    std::atomic<int> learnt = 0;
    three_waiters([&] { learnt += queue.pop() ? 0 : 1; }, [&] { queue.close(); });
    CHECK(learnt == 3);

    Queue<int> timed;
    three_waiters([&] { learnt += timed.pop_for(long_enough) ? 0 : 1; },
                  [&] { timed.close(); });
    CHECK(learnt == 6);
}
TEST_CASE("plain queue lets every waiting consumer finish on close") {
    close_wakes_consumers<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue lets every waiting consumer finish on close") {
    close_wakes_consumers<lockstep::FastQueue>();
}

template <template <class> class Queue>
void close_wakes_producers() {
    Queue<Number> queue{1};
    REQUIRE(queue.push(number(0)));
    std::atomic<int> still_have_it = 0;
    three_waiters(
        [&] {
            auto item = number(1);
            if (!queue.push(std::move(item)) && item) ++still_have_it;
        },
        [&] { queue.close(); });
    CHECK(still_have_it == 3);
    CHECK(**queue.pop() == 0);
    CHECK_FALSE(queue.pop());
}
TEST_CASE("plain queue lets every waiting producer finish on close with its item") {
    close_wakes_producers<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue lets every waiting producer finish on close with its item") {
    close_wakes_producers<lockstep::FastQueue>();
}

}  // namespace
