#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "lessons/03_event_handshake/event.hpp"
#include "tests/exercises/grader/expect_seen.hpp"
#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

// The pool runs in a second thread; many workers would only be many more interleavings.
const lockstep::ExploreOptions few{.preemptions = 1, .random_schedules = 50};

}  // namespace

TEST_CASE("the first result is first even if its task ends last") {
    explored(
        [] {
            lockstep::Event second_is_done;
            lockstep::ThreadPool pool{2};
            const auto results = map(pool,
                                     [&](int input) {
                                         if (input == 5) second_is_done.wait();
                                         if (input == 3) second_is_done.set();
                                         return input * 10;
                                     },
                                     {5, 3});
            expect_seen(results, {50, 30}, "the results of 5 and 3 are 50 and 30");
        },
        few);
}

TEST_CASE("tasks may end in the reverse order") {
    explored(
        [] {
            lockstep::Event third_is_done, second_is_done;
            lockstep::ThreadPool pool{3};
            const auto results = map(pool,
                                     [&](int input) {
                                         if (input == 5) second_is_done.wait();
                                         if (input == 3) third_is_done.wait();
                                         if (input == 3) second_is_done.set();
                                         if (input == 8) third_is_done.set();
                                         return input * 10;
                                     },
                                     {5, 3, 8});
            expect_seen(results, {50, 30, 80},
                        "the results of 5, 3 and 8 are 50, 30 and 80");
        },
        {.preemptions = 0, .schedules = 1000, .random_schedules = 100});
}

TEST_CASE("all inputs go to the pool at once") {
    explored(
        [] {
            lockstep::Event last_is_done;
            lockstep::ThreadPool pool{2};
            const auto results = map(pool,
                                     [&](int input) {
                                         if (input == 5) last_is_done.wait();
                                         if (input == 8) last_is_done.set();
                                         return input * 10;
                                     },
                                     {5, 3, 8});
            expect_seen(results, {50, 30, 80},
                        "the results of 5, 3 and 8 are 50, 30 and 80");
        },
        {.preemptions = 0, .schedules = 1000, .random_schedules = 100});
}

TEST_CASE("each input has its result") {
    explored(
        [] {
            lockstep::ThreadPool pool{1};
            const auto results =
                map(pool, [](int input) { return input * input; }, {2, -1, 2});
            expect_seen(results, {4, 1, 4}, "the squares of 2 -1 2 are 4 1 4");
        },
        few);
    explored([] {
        lockstep::ThreadPool pool{1};
        expect(map(pool, [](int input) { return input; }, {}).empty(),
               "nothing of nothing");
    });
}

TEST_CASE("the pool does the work and each input once") {
    watched([] {
        lockstep::ThreadPool pool{1};
        std::mutex mutex;
        std::vector<int> seen;              // guarded by mutex
        std::set<std::thread::id> workers;  // guarded by mutex
        const auto note = [&](int input) {
            const std::lock_guard lock{mutex};
            seen.push_back(input);
            workers.insert(std::this_thread::get_id());
            return input;
        };
        expect_seen(map(pool, note, {4, 7, 9}), {4, 7, 9}, "4 7 9 come back");
        expect(seen.size() == 3, "f is called three times for three inputs");
        expect(workers.size() <= 2, "at most the worker of the pool and the caller work");
        expect_seen(map(pool, note, {1, 2}), {1, 2}, "the pool can be used again");
    });
}

TEST_CASE("map sleeps until the last result is there") {
    watched([] {
        lockstep::Event may_end;
        lockstep::ThreadPool pool{1};
        std::vector<int> results;
        waits_asleep(
            [&] {
                results = map(pool,
                              [&](int input) {
                                  may_end.wait();
                                  return -input;
                              },
                              {1, 2});
            },
            [&] { may_end.set(); });
    });
}
