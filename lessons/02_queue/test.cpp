// The contract that BlockingQueue and FastQueue share. Each check is written once and run
// on both.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "lessons/02_queue/blocking_queue.hpp"
#include "lessons/02_queue/fast_queue.hpp"
#include "tests/support/asleep.hpp"

using lockstep::BlockingQueue;
using lockstep::FastQueue;
using lockstep::test::WatchedThread;
using namespace std::chrono_literals;

#define ON_BOTH(sentence, check)                                                         \
    TEST_CASE("plain queue " sentence) {                                                 \
        check<BlockingQueue>();                                                          \
    }                                                                                    \
    TEST_CASE("fast queue " sentence) {                                                  \
        check<FastQueue>();                                                              \
    }

namespace {

using Number = std::unique_ptr<int>;  // cannot be copied
Number number(int value) {
    return std::make_unique<int>(value);
}

// Only bounds a hang: no right run waits this long.
constexpr auto long_enough = 1h;
constexpr auto soon = 1ms;

// Moving it the n-th time throws.
class Fragile {
  public:
    explicit Fragile(int breaks_at)
        : moves_left_{std::make_shared<std::atomic<int>>(breaks_at)} {}
    Fragile(Fragile&& other) : moves_left_{other.moves_left_} {
        if (--*moves_left_ == 0) throw std::runtime_error{"broken while it was moved"};
    }

  private:
    std::shared_ptr<std::atomic<int>> moves_left_;
};
constexpr int never = -1;
constexpr int going_in = 1;
constexpr int coming_out = 2;

// ---- Order, bounds, refusals ----

template <template <class> class Queue>
void keeps_the_order() {
    Queue<Number> queue;
    for (int i = 0; i < 100; ++i) REQUIRE(queue.push(number(i)));
    for (int i = 0; i < 100; ++i) CHECK(**queue.pop() == i);
}
ON_BOTH("hands items out in the order they came", keeps_the_order)

template <template <class> class Queue>
void refuses_capacity_0() {
    CHECK_THROWS_AS(Queue<int>{0}, std::invalid_argument);
}
ON_BOTH("refuses a capacity of 0", refuses_capacity_0)

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
ON_BOTH("refuses what is too much and leaves it with the caller", is_bounded)

template <template <class> class Queue>
void is_unbounded() {
    Queue<int> queue;
    for (int i = 0; i < 5000; ++i) REQUIRE(queue.try_push(int{i}));
    CHECK_FALSE(queue.full());
    CHECK(queue.size() == 5000);
}
ON_BOTH("has no bound when none was asked for", is_unbounded)

template <template <class> class Queue>
void copies() {
    Queue<std::string> queue;
    const std::string id = "000007";
    REQUIRE(queue.push(id));
    CHECK(id == "000007");
    CHECK(queue.pop() == id);
}
ON_BOTH("pushes a copy of what is not moved", copies)

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
ON_BOTH("tells too late from the end", tells_late_from_end)

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
ON_BOTH("needs no time when it need not wait", takes_what_is_there)

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
ON_BOTH("refuses pushes after close and leaves the item with the caller",
        refuses_after_close)

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
ON_BOTH("drains after close and then reports the end", drains_after_close)

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
ON_BOTH("lets every waiting consumer finish on close", close_wakes_consumers)

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
ON_BOTH("lets every waiting producer finish on close with its item",
        close_wakes_producers)

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
ON_BOTH("wakes a waiting consumer by every kind of push", push_wakes_consumer)

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
ON_BOTH("wakes a waiting producer by every kind of pop", pop_wakes_producer)

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
ON_BOTH("lets a consumer that was woken for nothing wait on", robbed_consumer_waits_on)

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
ON_BOTH("lets a producer that was woken for nothing wait on", robbed_producer_waits_on)

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
ON_BOTH("ends a wait when its stop token says so", stop_ends_waits)

// ---- Moves that throw ----

template <template <class> class Queue>
void survives_throwing_moves() {
    Queue<Fragile> queue{2};
    REQUIRE(queue.push(Fragile{never}));
    CHECK_THROWS_AS((void)queue.push(Fragile{going_in}), std::runtime_error);
    CHECK(queue.size() == 1);
    REQUIRE(queue.try_push(Fragile{coming_out}));
    CHECK(queue.pop().has_value());
    CHECK_THROWS_AS((void)queue.pop(), std::runtime_error);
    CHECK(queue.size() == 1);
    CHECK(queue.try_pop().has_value());
    CHECK(queue.empty());
}
ON_BOTH("is as before when a move throws", survives_throwing_moves)

template <template <class> class Queue>
void throwing_consumer_wakes_the_next() {
    Queue<Fragile> queue;
    std::atomic<int> threw = 0;
    std::atomic<int> got = 0;
    auto consume = [&] {
        try {
            got += queue.pop() ? 1 : 0;
        } catch (const std::runtime_error&) {
            ++threw;
        }
    };
    {
        WatchedThread first{consume};
        WatchedThread second{consume};
        first.until_asleep();
        second.until_asleep();
        REQUIRE(queue.push(Fragile{coming_out}));
    }
    CHECK(threw == 1);
    CHECK(got == 1);
}
ON_BOTH("gives the item to the next consumer when a move throws",
        throwing_consumer_wakes_the_next)

template <template <class> class Queue>
void throwing_producer_wakes_the_next() {
    // Only the first move into the queue throws, whichever producer makes it.
    struct Jar {
        explicit Jar(std::atomic<bool>* flag) : breaks{flag} {}
        Jar(Jar&& other) : breaks{other.breaks} {
            if (breaks->exchange(false))
                throw std::runtime_error{"broken while it was moved"};
        }
        std::atomic<bool>* breaks;
    };
    Queue<Jar> jars{1};
    std::atomic<bool> whole = false;
    std::atomic<bool> first_breaks = true;
    REQUIRE(jars.push(Jar{&whole}));
    std::atomic<int> threw = 0;
    std::atomic<int> pushed = 0;
    auto produce = [&] {
        try {
            pushed += jars.push(Jar{&first_breaks}) ? 1 : 0;
        } catch (const std::runtime_error&) {
            ++threw;
        }
    };
    {
        WatchedThread first{produce};
        WatchedThread second{produce};
        first.until_asleep();
        second.until_asleep();
        CHECK(jars.try_pop());
    }
    CHECK(threw == 1);
    CHECK(pushed == 1);
}
ON_BOTH("gives the room to the next producer when a move throws",
        throwing_producer_wakes_the_next)

// ---- Many threads ----

template <template <class> class Queue>
void loses_and_doubles_nothing() {
    constexpr int threads = 4;
    constexpr int each = 500;
    Queue<Number> queue{8};
    std::vector<std::vector<int>> taken(threads);
    {
        std::vector<std::jthread> consumers;
        for (auto& mine : taken) {
            consumers.emplace_back([&] {
                while (auto item = queue.pop()) mine.push_back(**item);
            });
        }
        {
            std::vector<std::jthread> producers;
            for (int first = 0; first < threads; ++first) {
                producers.emplace_back([&queue, first] {
                    for (int i = 0; i < each; ++i) {
                        if (!queue.push(number(first * each + i))) return;
                    }
                });
            }
        }
        queue.close();
    }
    std::multiset<int> all;
    for (const auto& mine : taken) {
        all.insert(mine.begin(), mine.end());
        // What one producer pushed in order, one consumer sees in order.
        std::vector<int> last(threads, -1);
        for (int value : mine) {
            auto& previous = last[static_cast<std::size_t>(value / each)];
            CHECK(previous < value);
            previous = value;
        }
    }
    REQUIRE(all.size() == threads * each);
    int expected = 0;
    for (int value : all) CHECK(value == expected++);
}
ON_BOTH("loses and doubles nothing between many threads", loses_and_doubles_nothing)

template <template <class> class Queue>
void never_holds_too_much() {
    Queue<int> queue{3};
    std::size_t most = 0;
    std::jthread producer{[&] {
        for (int i = 0; i < 1000; ++i) {
            if (!queue.push(int{i})) return;
        }
        queue.close();
    }};
    do {
        most = std::max(most, queue.size());
    } while (queue.pop());
    CHECK(most <= 3);
}
ON_BOTH("never holds more than its capacity", never_holds_too_much)

}  // namespace
