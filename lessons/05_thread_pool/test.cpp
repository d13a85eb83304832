// The pool, as stories. A latch arranges every moment that matters: no test waits for
// time.
#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <latch>
#include <memory>
#include <mutex>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "common/console.hpp"
#include "common/pace.hpp"
#include "lessons/05_thread_pool/basics.hpp"
#include "lessons/05_thread_pool/thread_pool.hpp"
#include "tests/support/asleep.hpp"

using namespace lockstep;
using test::WatchedThread;

namespace {

// Keeps one worker busy from its construction until open().
class BusyWorker {
  public:
    explicit BusyWorker(auto& pool)
        : task_{pool.submit([this] {
              begun_.count_down();
              may_finish_.wait();
          })} {
        begun_.wait();
    }
    ~BusyWorker() { open(); }
    BusyWorker(const BusyWorker&) = delete;
    BusyWorker& operator=(const BusyWorker&) = delete;
    void open() {
        if (std::exchange(open_, true)) return;
        may_finish_.count_down();
        task_.wait();
    }

  private:
    std::latch begun_{1}, may_finish_{1};
    bool open_ = false;
    std::future<void> task_;
};

bool is_broken(std::future<void>& future) {
    try {
        future.get();
    } catch (const std::future_error& error) {
        return error.code() == std::future_errc::broken_promise;
    }
    return false;
}

}  // namespace

// ---- submit ----

TEST_CASE("submit returns a future that get waits for") {
    ThreadPool pool{2};
    auto seven = pool.submit([](int a, int b) { return a + b; }, 3, 4);
    CHECK(seven.get() == 7);
}

TEST_CASE("every task runs exactly once") {
    std::vector<std::atomic<int>> runs(10000);
    {
        ThreadPool pool{4, 16};
        for (auto& run : runs) pool.post([&run] { ++run; }, [](std::exception_ptr) {});
    }
    for (const auto& run : runs) REQUIRE(run == 1);
}

TEST_CASE("one worker runs tasks in the order they were submitted") {
    std::vector<int> order;
    {
        ThreadPool pool{1};
        for (int i = 0; i < 100; ++i)
            pool.post([&order, i] { order.push_back(i); }, [](std::exception_ptr) {});
    }
    std::vector<int> wanted(100);
    std::iota(wanted.begin(), wanted.end(), 0);
    CHECK(order == wanted);
}

TEST_CASE("what a task throws comes out of its future and the worker goes on") {
    ThreadPool pool{1};
    auto fails = pool.submit([]() -> int { throw std::runtime_error{"no tea left"}; });
    auto works = pool.submit([] { return 5; });
    CHECK_THROWS_WITH(fails.get(), "no tea left");
    CHECK(works.get() == 5);
}

TEST_CASE("captures arguments and results may be of types that can only be moved") {
    ThreadPool pool{1};
    auto captured = std::make_unique<int>(40);
    auto sum = pool.submit(
        [captured = std::move(captured)](std::unique_ptr<int> argument) {
            return std::make_unique<int>(*captured + *argument);
        },
        std::make_unique<int>(2));
    CHECK(*sum.get() == 42);
}

TEST_CASE("arguments are copied unless std ref says otherwise") {
    ThreadPool pool{1};
    int copied = 1, referred = 1;
    const auto change = [](int&& a, int& b) { a = b = 2; };
    pool.submit(change, copied, std::ref(referred)).get();
    CHECK(copied == 1);
    CHECK(referred == 2);
}

TEST_CASE("the workers are called worker 1 to worker N") {
    ThreadPool pool{3};
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

TEST_CASE("submit waits while the queue is full") {
    ThreadPool pool{1, 1};
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

TEST_CASE("a pool without workers or without room is refused") {
    CHECK_THROWS_AS(ThreadPool(0), std::invalid_argument);
    CHECK_THROWS_AS(ThreadPool(1, 0), std::invalid_argument);
}

// ---- try_submit and post ----

TEST_CASE("try_submit refuses when the queue is full and takes when there is room") {
    ThreadPool pool{1, 1};
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

TEST_CASE("post gives the failure to its handler on the worker") {
    std::string what, where;
    {
        ThreadPool pool{1};
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

TEST_CASE("what a posted task holds is let go before its worker takes the next") {
    ThreadPool pool{1};
    auto held = std::make_shared<int>(1);
    const std::weak_ptr<int> watched = held;
    pool.post([held = std::move(held)] {}, [](std::exception_ptr) {});
    CHECK(pool.submit([&] { return watched.expired(); }).get());
}

// ---- A task that submits ----

TEST_CASE("a task may submit to its own pool and nobody has to wait for it") {
    ThreadPool pool{2};
    std::promise<int> inner;
    pool.submit(
            [&] { pool.post([&] { inner.set_value(8); }, [](std::exception_ptr) {}); })
        .get();
    CHECK(inner.get_future().get() == 8);
}

TEST_CASE("a task that submits to a full queue runs the new task itself at once") {
    ThreadPool pool{1, 1};
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

TEST_CASE("a tree of tasks far larger than the queue comes to its end") {
    std::latch leaves{6561};
    std::function<void(int)> grow;
    ThreadPool pool{2, 4};
    grow = [&](int height) {
        if (height == 0) return leaves.count_down();
        for (int branch = 0; branch < 3; ++branch)
            pool.post([&grow, height] { grow(height - 1); }, [](std::exception_ptr) {});
    };
    pool.submit([&] { grow(8); }).get();
    leaves.wait();
    pool.drain();
}

// ---- map ----

TEST_CASE("map gives the results in the order of the inputs") {
    ThreadPool pool{2};
    std::vector<int> inputs(1000);
    std::iota(inputs.begin(), inputs.end(), 0);
    const auto doubled = pool.map([](int i) { return 2 * i; }, inputs);
    REQUIRE(doubled.size() == 1000);
    for (int i = 0; i < 1000; ++i) REQUIRE(doubled[static_cast<std::size_t>(i)] == 2 * i);
}

TEST_CASE("map deals with every number of inputs") {
    ThreadPool pool{3};
    for (std::size_t count : {0, 1, 2, 3, 4, 5, 63, 64, 65, 1000}) {
        const std::vector<int> inputs(count, 1);
        CHECK(pool.map([](int i) { return i + 1; }, inputs) ==
              std::vector<int>(count, 2));
    }
}

TEST_CASE("map works with bool with strings and with what can only be moved") {
    ThreadPool pool{2};
    const std::vector<int> inputs{1, 2, 3};
    CHECK(pool.map([](int i) { return i == 2; }, inputs) ==
          std::vector<bool>{false, true, false});
    const auto boxes = pool.map([](int i) { return std::make_unique<int>(i); }, inputs);
    CHECK(*boxes[2] == 3);
    const std::string word = "abc";
    CHECK(pool.map([](char letter) { return std::string(2, letter); }, word) ==
          std::vector<std::string>{"aa", "bb", "cc"});
}

TEST_CASE(
    "the first failure in the order of the inputs is thrown after all chunks ended") {
    ThreadPool pool{2};
    std::vector<int> inputs(500);
    std::iota(inputs.begin(), inputs.end(), 0);
    std::atomic<int> dealt_with{0};
    const auto three_fail = [&](int i) {
        ++dealt_with;
        if (i == 100 || i == 300 || i == 499)
            throw std::runtime_error{"input " + std::to_string(i)};
        return i;
    };
    for (int time = 0; time < 20; ++time)
        CHECK_THROWS_WITH((void)pool.map(three_fail, inputs), "input 100");
    const int after = dealt_with;
    CHECK(pool.map([](int i) { return i; }, inputs).size() == 500);
    CHECK(dealt_with == after);  // nothing of the failed maps goes on
}

TEST_CASE("the calling thread of a map works too when all workers are busy") {
    ThreadPool pool{1};
    BusyWorker busy{pool};
    const std::vector<int> inputs(100, 1);
    const auto names = pool.map([](int) { return thread_name(); }, inputs);
    CHECK(std::set<std::string>(names.begin(), names.end()) ==
          std::set<std::string>{thread_name()});
}

TEST_CASE("a task may map on its own pool even when nobody else is there to help") {
    ThreadPool pool{1, 1};
    auto outer = pool.submit([&] {
        return pool.map([](int i) { return i + 1; }, std::vector<int>{1, 2, 3});
    });
    CHECK(outer.get() == std::vector<int>{2, 3, 4});
}

TEST_CASE("a helper that comes too late to a map touches nothing of it") {
    ThreadPool pool{1};
    BusyWorker busy{pool};
    auto inputs = std::make_unique<std::vector<int>>(100, 1);
    auto f = std::make_unique<std::function<int(int)>>([](int i) { return i; });
    CHECK(pool.map(*f, *inputs).size() == 100);
    inputs.reset();
    f.reset();
    busy.open();
    CHECK(pool.submit([] { return 1; }).get() == 1);  // the helper came before this one
}

// ---- The end ----

TEST_CASE("the destructor runs all that is queued") {
    std::atomic<int> ran{0};
    std::vector<std::future<void>> futures;
    {
        ThreadPool pool{1};
        for (int i = 0; i < 50; ++i) futures.push_back(pool.submit([&] { ++ran; }));
    }
    CHECK(ran == 50);
    for (auto& future : futures) CHECK_NOTHROW(future.get());
}

TEST_CASE("drain runs all that is queued and refuses what comes later") {
    std::atomic<int> ran{0};
    ThreadPool pool{2};
    for (int i = 0; i < 50; ++i) pool.post([&] { ++ran; }, [](std::exception_ptr) {});
    pool.drain();
    CHECK(ran == 50);
    CHECK_THROWS_WITH((void)pool.submit([] {}), "the pool takes no more tasks");
    CHECK_THROWS_WITH(pool.post([] {}, [](std::exception_ptr) {}),
                      "the pool takes no more tasks");
    CHECK_FALSE(pool.try_submit([] {}).has_value());
    pool.drain();  // once more does no harm
}

TEST_CASE("after drain the caller of a map works alone") {
    ThreadPool pool{2};
    pool.drain();
    CHECK(pool.map([](int i) { return i; }, std::vector<int>{1, 2}) ==
          std::vector<int>{1, 2});
}

TEST_CASE("cancel drops what has not begun and waits for what has") {
    std::optional<ThreadPool> pool{std::in_place, 1};
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

TEST_CASE("cancel frees a submit that waits for room and it throws") {
    ThreadPool pool{1, 1};
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

TEST_CASE("a task that submits while the pool drains is told that it ends") {
    std::string told;
    {
        ThreadPool pool{1};
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

TEST_CASE("a task that wants to end its own pool is refused") {
    ThreadPool pool{1};
    CHECK_THROWS_AS(pool.submit([&] { pool.drain(); }).get(), std::logic_error);
    CHECK_THROWS_AS(pool.submit([&] { (void)pool.cancel(); }).get(), std::logic_error);
    CHECK(pool.submit([] { return 1; }).get() == 1);
}

TEST_CASE("two threads may drain the same pool") {
    ThreadPool pool{2};
    BusyWorker busy{pool};
    WatchedThread one{[&] { pool.drain(); }}, two{[&] { pool.drain(); }};
    one.until_asleep();
    two.until_asleep();
    busy.open();
    one.join();
    two.join();
    CHECK_FALSE(pool.try_submit([] {}).has_value());
}

// ---- The demos ----

TEST_CASE("the small steps show what they announce") {
    Pace pace;
    CHECK(orders_and_dishes(pace) ==
          std::vector<std::string>{"soup, hot", "noodles, hot", "tea, hot"});
    CHECK(a_dish_that_fails(pace) == "no noodles today");
    CHECK(squares_in_order(pace) == std::vector<int>{1, 4, 9, 16, 25, 36, 49, 64});
    CHECK(orders_refused(pace) == 2);
}
