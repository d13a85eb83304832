// How a pool ends: drained, cancelled, destroyed.
#include <atomic>
#include <future>
#include <latch>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "lessons/05_thread_pool/tests/pools_test.hpp"

using namespace lockstep;
using namespace lockstep::test;

namespace {

bool is_broken(std::future<void>& future) {
    try {
        future.get();
    } catch (const std::future_error& error) {
        return error.code() == std::future_errc::broken_promise;
    }
    return false;
}

template <class Pool>
void destructor_drains() {
    std::atomic<int> ran{0};
    std::vector<std::future<void>> futures;
    {
        Pool pool{1};
        for (int i = 0; i < 50; ++i) futures.push_back(pool.submit([&] { ++ran; }));
    }
    CHECK(ran == 50);
    for (auto& future : futures) CHECK_NOTHROW(future.get());
}
TEST_CASE("plain pool runs all that is queued before it is destroyed") {
    destructor_drains<lockstep::ThreadPool>();
}
TEST_CASE("fast pool runs all that is queued before it is destroyed") {
    destructor_drains<lockstep::FastThreadPool>();
}

template <class Pool>
void drains() {
    std::atomic<int> ran{0};
    Pool pool{2};
    for (int i = 0; i < 50; ++i) pool.post([&] { ++ran; }, must_not_fail);
    pool.drain();
    CHECK(ran == 50);
    CHECK_THROWS_WITH((void)pool.submit([] {}), "the pool takes no more tasks");
    CHECK_THROWS_WITH(pool.post([] {}, must_not_fail), "the pool takes no more tasks");
    CHECK_FALSE(pool.try_submit([] {}).has_value());
    pool.drain();  // once more does no harm
}
TEST_CASE("plain pool drained runs all that is queued and refuses what comes later") {
    drains<lockstep::ThreadPool>();
}
TEST_CASE("fast pool drained runs all that is queued and refuses what comes later") {
    drains<lockstep::FastThreadPool>();
}

template <class Pool>
void maps_after_drain() {
    Pool pool{2};
    pool.drain();
    CHECK(pool.map([](int i) { return i; }, std::vector<int>{1, 2}) ==
          std::vector<int>{1, 2});
}
TEST_CASE("plain pool drained leaves a map to its caller") {
    maps_after_drain<lockstep::ThreadPool>();
}
TEST_CASE("fast pool drained leaves a map to its caller") {
    maps_after_drain<lockstep::FastThreadPool>();
}

template <class Pool>
void cancels() {
    std::optional<Pool> pool{std::in_place, 1};
    std::latch begun{1}, may_finish{1};
    bool ran_to_its_end = false, dropped_ran = false;
    auto running = pool->submit([&] {
        begun.count_down();
        may_finish.wait();
        ran_to_its_end = true;
    });
    begun.wait();
    auto first = pool->submit([&] { dropped_ran = true; });
    auto second = pool->submit([&] { dropped_ran = true; });
    std::size_t dropped = 0;
    WatchedThread canceller{[&] { dropped = pool->cancel(); }};
    CHECK(is_broken(first));  // at once, while the running one goes on
    CHECK(is_broken(second));
    may_finish.count_down();
    canceller.join();
    running.get();
    CHECK(dropped == 2);
    CHECK(ran_to_its_end);
    CHECK_FALSE(dropped_ran);
    CHECK_THROWS_WITH((void)pool->submit([] {}), "the pool takes no more tasks");
}
TEST_CASE("plain pool cancelled drops what has not begun and waits for what has") {
    cancels<lockstep::ThreadPool>();
}
TEST_CASE("fast pool cancelled drops what has not begun and waits for what has") {
    cancels<lockstep::FastThreadPool>();
}

template <class Pool>
void cancel_frees_submitters() {
    Pool pool{1, 1};
    std::latch begun{1}, may_finish{1};
    auto running = pool.submit([&] {
        begun.count_down();
        may_finish.wait();
    });
    begun.wait();
    auto queued = pool.submit([] {});
    std::string told;
    WatchedThread submitter{[&] {
        try {
            (void)pool.submit([] {});
        } catch (const std::runtime_error& error) {
            told = error.what();
        }
    }};
    submitter.until_asleep();
    WatchedThread canceller{[&] { (void)pool.cancel(); }};
    submitter.join();
    CHECK(told == "the pool takes no more tasks");
    CHECK(is_broken(queued));
    may_finish.count_down();
    canceller.join();
}
TEST_CASE("plain pool cancelled frees a submit that waits for room and it throws") {
    cancel_frees_submitters<lockstep::ThreadPool>();
}
TEST_CASE("fast pool cancelled frees a submit that waits for room and it throws") {
    cancel_frees_submitters<lockstep::FastThreadPool>();
}

template <class Pool>
void refuses_while_draining() {
    std::string told;
    {
        Pool pool{1};
        std::latch draining{1};
        pool.post(
            [&] {
                draining.wait();
                (void)pool.submit([] {});
            },
            [&](std::exception_ptr failure) {
                try {
                    std::rethrow_exception(failure);
                } catch (const std::exception& error) {
                    told = error.what();
                }
            });
        WatchedThread drainer{[&] { pool.drain(); }};
        while (pool.try_submit([] {})) {
        }  // until the queue is closed, or full
        drainer.until_asleep();
        draining.count_down();
        drainer.join();
    }
    CHECK(told == "the pool takes no more tasks");
}
TEST_CASE("plain pool tells a task that submits while it drains that it ends") {
    refuses_while_draining<lockstep::ThreadPool>();
}
TEST_CASE("fast pool tells a task that submits while it drains that it ends") {
    refuses_while_draining<lockstep::FastThreadPool>();
}

template <class Pool>
void is_not_ended_by_a_task() {
    Pool pool{1};
    CHECK_THROWS_AS(pool.submit([&] { pool.drain(); }).get(), std::logic_error);
    CHECK_THROWS_AS(pool.submit([&] { (void)pool.cancel(); }).get(), std::logic_error);
    CHECK(pool.submit([] { return 1; }).get() == 1);
}
TEST_CASE("plain pool refuses to be ended by a task of its own") {
    is_not_ended_by_a_task<lockstep::ThreadPool>();
}
TEST_CASE("fast pool refuses to be ended by a task of its own") {
    is_not_ended_by_a_task<lockstep::FastThreadPool>();
}

template <class Pool>
void is_drained_by_two() {
    Pool pool{2};
    BusyWorker busy{pool};
    WatchedThread one{[&] { pool.drain(); }}, two{[&] { pool.drain(); }};
    one.until_asleep();
    two.until_asleep();
    busy.open();
    one.join();
    two.join();
    CHECK_FALSE(pool.try_submit([] {}).has_value());
}
TEST_CASE("plain pool may be drained by two threads") {
    is_drained_by_two<lockstep::ThreadPool>();
}
TEST_CASE("fast pool may be drained by two threads") {
    is_drained_by_two<lockstep::FastThreadPool>();
}

}  // namespace
