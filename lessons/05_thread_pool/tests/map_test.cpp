// What map promises.
#include <atomic>
#include <functional>
#include <latch>
#include <memory>
#include <new>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "common/console.hpp"
#include "lessons/05_thread_pool/tests/pools_test.hpp"

using namespace lockstep;
using namespace lockstep::test;

namespace {

template <class Pool>
void maps_in_order() {
    Pool pool{2};
    std::vector<int> inputs(1000);
    std::iota(inputs.begin(), inputs.end(), 0);
    const auto doubled = pool.map([](int i) { return 2 * i; }, inputs);
    REQUIRE(doubled.size() == 1000);
    for (int i = 0; i < 1000; ++i) REQUIRE(doubled[static_cast<std::size_t>(i)] == 2 * i);
}
TEST_CASE("plain pool maps in the order of the inputs") {
    maps_in_order<lockstep::ThreadPool>();
}
TEST_CASE("fast pool maps in the order of the inputs") {
    maps_in_order<lockstep::FastThreadPool>();
}

template <class Pool>
void maps_any_number() {
    Pool pool{3};
    for (const auto count :
         std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 63, 64, 65, 1000}) {
        const std::vector<int> inputs(count, 1);
        CHECK(pool.map([](int i) { return i + 1; }, inputs) ==
              std::vector<int>(count, 2));
    }
}
TEST_CASE("plain pool maps any number of inputs") {
    maps_any_number<lockstep::ThreadPool>();
}
TEST_CASE("fast pool maps any number of inputs") {
    maps_any_number<lockstep::FastThreadPool>();
}

template <class Pool>
void maps_to_any_type() {
    Pool pool{2};
    const std::vector<int> inputs{1, 2, 3};
    CHECK(pool.map([](int i) { return i == 2; }, inputs) ==
          std::vector<bool>{false, true, false});
    const auto boxes = pool.map([](int i) { return std::make_unique<int>(i); }, inputs);
    CHECK(*boxes[2] == 3);
    const std::string word = "abc";
    CHECK(pool.map([](char letter) { return std::string(2, letter); }, word) ==
          std::vector<std::string>{"aa", "bb", "cc"});
}
TEST_CASE("plain pool maps to bool and to strings and to what can only be moved") {
    maps_to_any_type<lockstep::ThreadPool>();
}
TEST_CASE("fast pool maps to bool and to strings and to what can only be moved") {
    maps_to_any_type<lockstep::FastThreadPool>();
}

template <class Pool>
void throws_the_first_failure() {
    Pool pool{2};
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
TEST_CASE("plain pool throws the first failure of a map after all chunks ended") {
    throws_the_first_failure<lockstep::ThreadPool>();
}
TEST_CASE("fast pool throws the first failure of a map after all chunks ended") {
    throws_the_first_failure<lockstep::FastThreadPool>();
}

template <class Pool>
void lets_the_caller_map() {
    Pool pool{1};
    BusyWorker busy{pool};
    const std::vector<int> inputs(100, 1);
    const auto names = pool.map([](int) { return thread_name(); }, inputs);
    CHECK(std::set<std::string>(names.begin(), names.end()) ==
          std::set<std::string>{thread_name()});
}
TEST_CASE("plain pool lets the caller of a map work alone when all workers are busy") {
    lets_the_caller_map<lockstep::ThreadPool>();
}
TEST_CASE("fast pool lets the caller of a map work alone when all workers are busy") {
    lets_the_caller_map<lockstep::FastThreadPool>();
}

template <class Pool>
void waits_for_the_last_chunk() {
    Pool pool{1};
    std::latch one_each{2}, may_finish{1};
    std::atomic<bool> worker_is_done{false};
    std::vector<int> results;
    bool done_when_map_returned = false;
    WatchedThread caller{[&] {
        results = pool.map(
            [&](int i) {
                one_each.arrive_and_wait();  // the caller has one, the worker the other
                if (thread_name().starts_with("worker")) {
                    may_finish.wait();
                    worker_is_done = true;
                }
                return i + 1;
            },
            std::vector<int>{1, 2});
        done_when_map_returned = worker_is_done;
    }};
    one_each.wait();
    caller.until_asleep();
    may_finish.count_down();
    caller.join();
    CHECK(done_when_map_returned);
    CHECK(results == std::vector<int>{2, 3});
}
TEST_CASE("plain pool makes the caller of a map wait for the last chunk") {
    waits_for_the_last_chunk<lockstep::ThreadPool>();
}
TEST_CASE("fast pool makes the caller of a map wait for the last chunk") {
    waits_for_the_last_chunk<lockstep::FastThreadPool>();
}

template <class Pool>
void maps_inside_a_task() {
    Pool pool{1, 1};
    auto outer = pool.submit([&] {
        return pool.map([](int i) { return i + 1; }, std::vector<int>{1, 2, 3});
    });
    CHECK(outer.get() == std::vector<int>{2, 3, 4});
}
TEST_CASE("plain pool maps inside a task even when nobody else is there to help") {
    maps_inside_a_task<lockstep::ThreadPool>();
}
TEST_CASE("fast pool maps inside a task even when nobody else is there to help") {
    maps_inside_a_task<lockstep::FastThreadPool>();
}

template <class Pool>
void forgets_late_helpers() {
    Pool pool{1};
    BusyWorker busy{pool};
    auto inputs = std::make_unique<std::vector<int>>(100, 1);
    auto f = std::make_unique<std::function<int(int)>>([](int i) { return i; });
    CHECK(pool.map(*f, *inputs).size() == 100);
    inputs.reset();
    f.reset();
    busy.open();
    CHECK(pool.submit([] { return 1; }).get() == 1);  // the helper came before this one
}
TEST_CASE("plain pool lets a helper that comes too late to a map touch nothing of it") {
    forgets_late_helpers<lockstep::ThreadPool>();
}
TEST_CASE("fast pool lets a helper that comes too late to a map touch nothing of it") {
    forgets_late_helpers<lockstep::FastThreadPool>();
}

}  // namespace

// Takes one task. For the next there is no memory. (A name that others may see, because a
// class that others may see, PoolOf, has one.)
template <class T>
class CrampedQueue : public BlockingQueue<T> {
  public:
    using BlockingQueue<T>::BlockingQueue;
    [[nodiscard]] bool try_push(T&& item) {
        if (std::exchange(full_, true)) throw std::bad_alloc{};
        return BlockingQueue<T>::try_push(std::move(item));
    }

  private:
    bool full_ = false;
};

namespace {

TEST_CASE("a map that cannot get another helper goes on with those it has") {
    PoolOf<CrampedQueue, std::packaged_task<void()>> pool{3};
    const std::vector<int> inputs(1000, 1);
    CHECK(pool.map([](int i) { return i + 1; }, inputs) == std::vector<int>(1000, 2));
}

}  // namespace
