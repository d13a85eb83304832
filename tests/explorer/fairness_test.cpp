// Programs that ask again and again instead of waiting: they end once somebody answers,
// and no order of turns in which nobody ever does is taken for a fault.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include <doctest/doctest.h>

#include "tests/explorer/explore.hpp"

using namespace std::chrono_literals;

namespace {

// A few thousand schedules: a second or two.
void passes(std::string_view name, const std::function<void()>& body) {
    const auto report = lockstep::explore(name, body, {.random_schedules = 200});
    CHECK_MESSAGE(report.passed(), report.text);
    CHECK(report.complete_preemptions == 2);
    MESSAGE(report.text);
}

// Guarded by a mutex: whether the dish is ready. Two guests ask for it.
template <class Ask>
void two_guests(Ask ask) {
    std::mutex mutex;
    bool ready = false;
    std::jthread one{[&] { ask(mutex, ready); }};
    std::jthread two{[&] { ask(mutex, ready); }};
    std::scoped_lock lock{mutex};
    ready = true;
}

}  // namespace

TEST_CASE("two threads that ask and yield do not keep the third from answering") {
    passes("yield", [] {
        two_guests([](std::mutex& mutex, const bool& ready) {
            for (;;) {
                {
                    std::scoped_lock lock{mutex};
                    if (ready) return;
                }
                std::this_thread::yield();
            }
        });
    });
}

TEST_CASE("two threads that ask and wait for no time do not keep the third from it") {
    for (const auto time : {0us, 1us, 1000us})
        passes("wait_for", [time] {
            std::condition_variable changed;
            two_guests([&](std::mutex& mutex, const bool& ready) {
                std::unique_lock lock{mutex};
                while (!ready) changed.wait_for(lock, time);
            });
        });
}

TEST_CASE("a thread that asks without a break does not keep the other from answering") {
    passes("no break", [] {
        std::mutex mutex;
        bool ready = false;
        std::jthread guest{[&] {
            for (;;) {
                std::scoped_lock lock{mutex};
                if (ready) return;
            }
        }};
        std::scoped_lock lock{mutex};
        ready = true;
    });
}

TEST_CASE("two threads that try until the mutex is free get it") {
    passes("try_lock", [] {
        std::mutex mutex;
        int visitors = 0;
        {
            const auto visit = [&] {
                while (!mutex.try_lock()) continue;
                ++visitors;
                mutex.unlock();
            };
            std::jthread one{visit}, two{visit};
        }
        lockstep::expect(visitors == 2, "both were in");
    });
}

TEST_CASE("a loop that gives up by itself is no livelock") {
    passes("gives up", [] {
        std::atomic<bool> ready{false};
        std::jthread guest{[&] {
            for (int asked = 0; asked < 1000 && !ready; ++asked)
                std::this_thread::yield();
        }};
    });
}

TEST_CASE("two threads that yield until nobody answers are a livelock") {
    const auto report = lockstep::explore("nobody answers", [] {
        std::atomic<bool> ready{false};
        const auto ask = [&] {
            while (!ready) std::this_thread::yield();
        };
        std::jthread one{ask}, two{ask};
    });
    CHECK(report.verdict == lockstep::ExplorerVerdict::livelock);
}

// It asks again and again, the last time after what it needs has slept.
TEST_CASE("who polls what a sleeper holds does not keep it asleep") {
    passes("back off", [] {
        std::mutex left, right;
        std::jthread sleeper{[&] {
            std::scoped_lock both{left, right};
            std::this_thread::sleep_for(1h);
        }};
        for (;;) {
            left.lock();
            if (right.try_lock()) break;
            left.unlock();
            std::this_thread::yield();
        }
        right.unlock();
        left.unlock();
    });
}
