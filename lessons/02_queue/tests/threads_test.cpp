// What both queues guarantee when a move throws, and between many threads.
#include <algorithm>
#include <atomic>
#include <memory>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include "lessons/02_queue/tests/on_both_test.hpp"
#include "tests/support/asleep.hpp"

using namespace lockstep::test;

namespace {

// Moving it the n-th time throws.
class Fragile {
  public:
    explicit Fragile(int breaks_at)
        : moves_left_{std::make_shared<std::atomic<int>>(breaks_at)} {}
    // NOLINTNEXTLINE(performance-noexcept-move-constructor): throwing is its purpose
    Fragile(Fragile&& other) : moves_left_{other.moves_left_} {
        if (--*moves_left_ == 0) throw std::runtime_error{"broken while it was moved"};
    }

  private:
    std::shared_ptr<std::atomic<int>> moves_left_;
};
constexpr int never = -1;
constexpr int going_in = 1;
constexpr int coming_out = 2;

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
TEST_CASE("plain queue is as before when a move throws") {
    survives_throwing_moves<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue is as before when a move throws") {
    survives_throwing_moves<lockstep::FastQueue>();
}

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
TEST_CASE("plain queue gives the item to the next consumer when a move throws") {
    throwing_consumer_wakes_the_next<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue gives the item to the next consumer when a move throws") {
    throwing_consumer_wakes_the_next<lockstep::FastQueue>();
}

template <template <class> class Queue>
void throwing_producer_wakes_the_next() {
    // Only the first move into the queue throws, whichever producer makes it.
    struct Jar {
        explicit Jar(std::atomic<bool>* flag) : breaks{flag} {}
        // NOLINTNEXTLINE(performance-noexcept-move-constructor): throwing is its purpose
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
TEST_CASE("plain queue gives the room to the next producer when a move throws") {
    throwing_producer_wakes_the_next<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue gives the room to the next producer when a move throws") {
    throwing_producer_wakes_the_next<lockstep::FastQueue>();
}

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
TEST_CASE("plain queue loses and doubles nothing between many threads") {
    loses_and_doubles_nothing<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue loses and doubles nothing between many threads") {
    loses_and_doubles_nothing<lockstep::FastQueue>();
}

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
TEST_CASE("plain queue never holds more than its capacity") {
    never_holds_too_much<lockstep::BlockingQueue>();
}
TEST_CASE("fast queue never holds more than its capacity") {
    never_holds_too_much<lockstep::FastQueue>();
}

}  // namespace
