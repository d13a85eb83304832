// What goes into a pool and what comes out, and the small steps of `lesson05 basics`.
#include <atomic>
#include <functional>
#include <future>
#include <latch>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/console.hpp"
#include "common/pace.hpp"
#include "lessons/05_thread_pool/programs/basics.hpp"
#include "lessons/05_thread_pool/tests/pools_test.hpp"

using namespace lockstep;
using namespace lockstep::test;

namespace {

// ---- submit ----

template <class Pool>
void gives_a_future() {
    Pool pool{2};
    auto seven = pool.submit([](int a, int b) { return a + b; }, 3, 4);
    CHECK(seven.get() == 7);
}
TEST_CASE("plain pool gives a future that get waits for") {
    gives_a_future<lockstep::ThreadPool>();
}
TEST_CASE("fast pool gives a future that get waits for") {
    gives_a_future<lockstep::FastThreadPool>();
}

template <class Pool>
void runs_each_task_once() {
    std::vector<std::atomic<int>> runs(10000);
    {
        Pool pool{4, 16};
        for (auto& run : runs) pool.post([&run] { ++run; }, must_not_fail);
    }
    for (const auto& run : runs) REQUIRE(run == 1);
}
TEST_CASE("plain pool runs every task exactly once") {
    runs_each_task_once<lockstep::ThreadPool>();
}
TEST_CASE("fast pool runs every task exactly once") {
    runs_each_task_once<lockstep::FastThreadPool>();
}

template <class Pool>
void keeps_the_order() {
    std::vector<int> order;
    {
        Pool pool{1};
        for (int i = 0; i < 100; ++i)
            pool.post([&order, i] { order.push_back(i); }, must_not_fail);
    }
    std::vector<int> wanted(100);
    std::iota(wanted.begin(), wanted.end(), 0);
    CHECK(order == wanted);
}
TEST_CASE("plain pool of one worker runs tasks in the order they were submitted") {
    keeps_the_order<lockstep::ThreadPool>();
}
TEST_CASE("fast pool of one worker runs tasks in the order they were submitted") {
    keeps_the_order<lockstep::FastThreadPool>();
}

template <class Pool>
void brings_exceptions_home() {
    Pool pool{1};
    auto fails = pool.submit([]() -> int { throw std::runtime_error{"no tea left"}; });
    auto works = pool.submit([] { return 5; });
    CHECK_THROWS_WITH(fails.get(), "no tea left");
    CHECK(works.get() == 5);
}
TEST_CASE("plain pool brings home what a task throws and its worker goes on") {
    brings_exceptions_home<lockstep::ThreadPool>();
}
TEST_CASE("fast pool brings home what a task throws and its worker goes on") {
    brings_exceptions_home<lockstep::FastThreadPool>();
}

template <class Pool>
void takes_what_can_only_be_moved() {
    Pool pool{1};
    auto captured = std::make_unique<int>(40);
    auto sum = pool.submit(
        [captured = std::move(captured)](std::unique_ptr<int> argument) {
            return std::make_unique<int>(*captured + *argument);
        },
        std::make_unique<int>(2));
    CHECK(*sum.get() == 42);
}
TEST_CASE("plain pool takes captures arguments and results that can only be moved") {
    takes_what_can_only_be_moved<lockstep::ThreadPool>();
}
TEST_CASE("fast pool takes captures arguments and results that can only be moved") {
    takes_what_can_only_be_moved<lockstep::FastThreadPool>();
}

template <class Pool>
void copies_arguments() {
    Pool pool{1};
    int copied = 1, referred = 1;
    const auto change = [](int&& a, int& b) { a = b = 2; };
    pool.submit(change, copied, std::ref(referred)).get();
    CHECK(copied == 1);
    CHECK(referred == 2);
}
TEST_CASE("plain pool copies arguments unless std ref says otherwise") {
    copies_arguments<lockstep::ThreadPool>();
}
TEST_CASE("fast pool copies arguments unless std ref says otherwise") {
    copies_arguments<lockstep::FastThreadPool>();
}

template <class Pool>
void names_its_workers() {
    Pool pool{3};
    std::latch all_here{3};
    std::vector<std::future<std::string>> names;
    for (int i = 0; i < 3; ++i)
        names.push_back(pool.submit([&] {
            all_here.arrive_and_wait();  // so that no worker takes two
            return thread_name();
        }));
    std::set<std::string> seen;
    for (auto& name : names) seen.insert(name.get());
    CHECK(seen == std::set<std::string>{"worker 1", "worker 2", "worker 3"});
}
TEST_CASE("plain pool calls its workers worker 1 to worker N") {
    names_its_workers<lockstep::ThreadPool>();
}
TEST_CASE("fast pool calls its workers worker 1 to worker N") {
    names_its_workers<lockstep::FastThreadPool>();
}

template <class Pool>
void waits_for_room() {
    Pool pool{1, 1};
    BusyWorker busy{pool};
    auto queued = pool.submit([] {});
    bool ran = false;
    WatchedThread submitter{[&] { pool.submit([&] { ran = true; }).wait(); }};
    submitter.until_asleep();
    CHECK_FALSE(ran);
    busy.open();
    submitter.join();
    CHECK(ran);
}
TEST_CASE("plain pool makes submit wait while the queue is full") {
    waits_for_room<lockstep::ThreadPool>();
}
TEST_CASE("fast pool makes submit wait while the queue is full") {
    waits_for_room<lockstep::FastThreadPool>();
}

template <class Pool>
void refuses_to_be_empty() {
    CHECK_THROWS_AS(Pool(0), std::invalid_argument);
    CHECK_THROWS_AS(Pool(1, 0), std::invalid_argument);
}
TEST_CASE("plain pool without workers or without room is refused") {
    refuses_to_be_empty<lockstep::ThreadPool>();
}
TEST_CASE("fast pool without workers or without room is refused") {
    refuses_to_be_empty<lockstep::FastThreadPool>();
}

// ---- try_submit and post ----

template <class Pool>
void may_refuse() {
    Pool pool{1, 1};
    {
        BusyWorker busy{pool};
        auto queued = pool.submit([] {});
        CHECK_FALSE(pool.try_submit([] {}).has_value());
        busy.open();
        queued.wait();
    }
    auto taken = pool.try_submit([] { return 6; });
    REQUIRE(taken.has_value());
    CHECK(taken->get() == 6);
}
TEST_CASE("plain pool refuses a try_submit when full and takes it when there is room") {
    may_refuse<lockstep::ThreadPool>();
}
TEST_CASE("fast pool refuses a try_submit when full and takes it when there is room") {
    may_refuse<lockstep::FastThreadPool>();
}

template <class Pool>
void calls_the_handler() {
    std::string what, where;
    {
        Pool pool{1};
        pool.post([] { throw std::runtime_error{"the oven is cold"}; },
                  [&](std::exception_ptr failure) {
                      where = thread_name();
                      try {
                          std::rethrow_exception(failure);
                      } catch (const std::exception& error) {
                          what = error.what();
                      }
                  });
    }
    CHECK(what == "the oven is cold");
    CHECK(where == "worker 1");
}
TEST_CASE("plain pool gives the failure of a post to its handler on the worker") {
    calls_the_handler<lockstep::ThreadPool>();
}
TEST_CASE("fast pool gives the failure of a post to its handler on the worker") {
    calls_the_handler<lockstep::FastThreadPool>();
}

template <class Pool>
void lets_captures_go() {
    Pool pool{1};
    auto held = std::make_shared<int>(1);
    const std::weak_ptr<int> watched = held;
    pool.post([held = std::move(held)] {}, must_not_fail);
    CHECK(pool.submit([&] { return watched.expired(); }).get());
}
TEST_CASE("plain pool lets go of what a posted task holds before the next task") {
    lets_captures_go<lockstep::ThreadPool>();
}
TEST_CASE("fast pool lets go of what a posted task holds before the next task") {
    lets_captures_go<lockstep::FastThreadPool>();
}

// ---- A task that submits ----

template <class Pool>
void lets_tasks_submit() {
    Pool pool{2};
    std::promise<int> inner;
    pool.submit([&] { pool.post([&] { inner.set_value(8); }, must_not_fail); }).get();
    CHECK(inner.get_future().get() == 8);
}
TEST_CASE("plain pool lets a task submit to it") {
    lets_tasks_submit<lockstep::ThreadPool>();
}
TEST_CASE("fast pool lets a task submit to it") {
    lets_tasks_submit<lockstep::FastThreadPool>();
}

template <class Pool>
void lets_the_caller_run() {
    Pool pool{1, 1};
    std::vector<std::string> order;
    std::latch queue_is_full{1};
    auto outer = pool.submit([&] {
        queue_is_full.wait();
        auto inner = pool.submit([&] { order.push_back("inner"); });
        inner.get();  // it has run: waiting for it is no danger
        order.push_back("outer");
    });
    // One worker is in `outer`, so this is queued and fills the queue.
    std::optional<std::future<void>> queued;
    while (!queued) queued = pool.try_submit([&] { order.push_back("queued"); });
    while (pool.try_submit([] {})) {
    }
    queue_is_full.count_down();
    outer.get();
    queued->get();
    REQUIRE(order.size() == 3);
    CHECK(order == std::vector<std::string>{"inner", "outer", "queued"});
}
TEST_CASE("plain pool lets a task that submits to a full queue run the new one itself") {
    lets_the_caller_run<lockstep::ThreadPool>();
}
TEST_CASE("fast pool lets a task that submits to a full queue run the new one itself") {
    lets_the_caller_run<lockstep::FastThreadPool>();
}

template <class Pool>
void survives_a_tree() {
    std::latch leaves{6561};
    std::function<void(int)> grow;
    Pool pool{2, 4};
    grow = [&](int height) {
        if (height == 0) return leaves.count_down();
        for (int branch = 0; branch < 3; ++branch)
            pool.post([&grow, height] { grow(height - 1); }, must_not_fail);
    };
    pool.submit([&] { grow(8); }).get();
    leaves.wait();
    pool.drain();
}
TEST_CASE("plain pool comes to the end of a tree of tasks far larger than its queue") {
    survives_a_tree<lockstep::ThreadPool>();
}
TEST_CASE("fast pool comes to the end of a tree of tasks far larger than its queue") {
    survives_a_tree<lockstep::FastThreadPool>();
}

}  // namespace

TEST_CASE("the small steps show what they announce") {
    Pace pace;
    CHECK(orders_and_dishes(pace) ==
          std::vector<std::string>{"soup, hot", "noodles, hot", "tea, hot"});
    CHECK(a_dish_that_fails(pace) == "no noodles today");
    CHECK(squares_in_order(pace) == std::vector<int>{1, 4, 9, 16, 25, 36, 49, 64});
    CHECK(orders_refused(pace) == 2);
}
