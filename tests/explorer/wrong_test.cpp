#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include <doctest/doctest.h>

#include "tests/explorer/explore.hpp"

using lockstep::explore;
using Verdict = lockstep::ExplorerVerdict;

TEST_CASE("a counter without a lock is a data race") {
    const auto report = explore("counter", [] {
        int counter = 0;
        {
            std::jthread one{[&] { ++counter; }};
            std::jthread two{[&] { ++counter; }};
        }
    });
    MESSAGE(report.text);
    CHECK(report.verdict == Verdict::data_race);
}

TEST_CASE("two mutexes in two orders are a deadlock") {
    const auto report = explore("two mutexes", [] {
        std::mutex a, b;
        std::jthread one{[&] {
            std::scoped_lock first{a};
            std::scoped_lock second{b};
        }};
        std::jthread two{[&] {
            std::scoped_lock first{b};
            std::scoped_lock second{a};
        }};
    });
    MESSAGE(report.text);
    CHECK(report.verdict == Verdict::deadlock);
}

TEST_CASE("a flag set outside the mutex loses a wake-up") {
    const auto report = explore("flag outside", [] {
        std::mutex mutex;
        std::condition_variable changed;
        std::atomic<bool> ready{false};
        std::jthread waiter{[&] {
            std::unique_lock lock{mutex};
            while (!ready) changed.wait(lock);
        }};
        ready = true;
        changed.notify_one();
    });
    MESSAGE(report.text);
    CHECK(report.verdict == Verdict::deadlock);
}

TEST_CASE("a flag set inside the mutex is seen") {
    const auto report = explore("flag inside", [] {
        std::mutex mutex;
        std::condition_variable changed;
        bool ready = false;
        std::jthread waiter{[&] {
            std::unique_lock lock{mutex};
            changed.wait(lock, [&] { return ready; });
        }};
        {
            std::scoped_lock lock{mutex};
            ready = true;
        }
        changed.notify_one();
    });
    MESSAGE(report.text);
    CHECK(report.passed());
}

TEST_CASE("two relaxed stores may each be missed") {
    const auto report = explore("store buffering", [] {
        std::atomic<int> x{0}, y{0};
        int a = 0, b = 0;
        {
            std::jthread one{[&] {
                x.store(1, std::memory_order_relaxed);
                a = y.load(std::memory_order_relaxed);
            }};
            std::jthread two{[&] {
                y.store(1, std::memory_order_relaxed);
                b = x.load(std::memory_order_relaxed);
            }};
        }
        lockstep::expect(a + b > 0, "one of them has seen the other");
    });
    MESSAGE(report.text);
    CHECK(report.verdict == Verdict::assertion_failed);
}
