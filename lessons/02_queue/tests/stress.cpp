// Long runs of both queues: many threads, small bounds, closing at any moment.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "lessons/02_queue/blocking_queue.hpp"
#include "lessons/02_queue/fast_queue.hpp"

using lockstep::BlockingQueue;
using lockstep::FastQueue;
using namespace std::chrono_literals;

namespace {

// Whatever push said it took, some pop gave out, wherever close() fell in between.
template <template <class> class Queue>
void close_at_any_moment(int rounds) {
    for (int round = 0; round < rounds; ++round) {
        Queue<int> queue{2};
        std::atomic<long> pushed = 0;
        std::atomic<long> popped = 0;
        std::atomic<int> refused = 0;
        {
            std::vector<std::jthread> threads;
            for (int t = 0; t < 3; ++t) {
                threads.emplace_back([&] {
                    for (int i = 1; queue.push(int{i}); ++i) pushed += i;
                    ++refused;
                });
                threads.emplace_back([&] {
                    while (auto item = queue.pop()) popped += *item;
                });
            }
            while (popped < round) std::this_thread::yield();
            queue.close();
        }
        REQUIRE(refused == 3);
        REQUIRE(pushed == popped);
    }
}

// Timed calls that mostly run out of time, against the clock, lose nothing either.
template <template <class> class Queue>
void timed_calls(int items) {
    Queue<int> queue{1};
    std::atomic<long> popped = 0;
    long pushed = 0;
    {
        std::vector<std::jthread> consumers;
        for (int t = 0; t < 3; ++t) {
            consumers.emplace_back([&] {
                while (!queue.ended()) {
                    if (auto item = queue.pop_for(50us)) popped += *item;
                }
            });
        }
        for (int i = 1; i <= items; ++i) {
            while (!queue.push_for(int{i}, 20us)) {
            }
            pushed += i;
        }
        queue.close();
    }
    REQUIRE(pushed == popped);
}

}  // namespace

TEST_CASE("plain queue closed at any moment loses nothing") {
    close_at_any_moment<BlockingQueue>(500);
}
TEST_CASE("fast queue closed at any moment loses nothing") {
    close_at_any_moment<FastQueue>(500);
}
TEST_CASE("plain queue with timed calls loses nothing") {
    timed_calls<BlockingQueue>(5000);
}
TEST_CASE("fast queue with timed calls loses nothing") {
    timed_calls<FastQueue>(5000);
}
