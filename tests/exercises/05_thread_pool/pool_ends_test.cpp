#include <atomic>
#include <future>
#include <optional>
#include <thread>

#include <unistd.h>

#include "lessons/03_event_handshake/event.hpp"
#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

// First: the explorer needs very long for threads that ask again and again.
TEST_CASE("a worker without a task sleeps") {
    watched([] {
        // Never destroyed: how it ends is another check's matter.
        auto& pool = *new Pool{1};
        std::promise<pid_t> worker;
        pool.submit([&] { worker.set_value(::gettid()); });
        until_asleep(worker.get_future().get());
    });
}

TEST_CASE("a pool without tasks ends") {
    explored([] { const Pool pool{2}; });
}

TEST_CASE("what is queued is run before the end") {
    explored([] {
        std::atomic<int> done{0};
        {
            Pool pool{1};
            pool.submit([&] { ++done; });
            pool.submit([&] { ++done; });
        }
        expect(done == 2, "both tasks are run when the pool has ended");
    });
}

TEST_CASE("what a running task submits is run too") {
    explored([] {
        std::atomic<bool> done{false};
        {
            Pool pool{1};
            pool.submit([&] { pool.submit([&] { done = true; }); });
        }
        expect(done, "the task of the task is run when the pool has ended");
    });
}

TEST_CASE("two tasks run beside each other") {
    explored(
        [] {
            lockstep::Event one_is_there, two_is_there;
            Pool pool{2};
            pool.submit([&] {
                one_is_there.set();
                two_is_there.wait();
            });
            pool.submit([&] {
                two_is_there.set();
                one_is_there.wait();
            });
        },
        {.preemptions = 1, .random_schedules = 100});
}

TEST_CASE("the destructor sleeps while a task runs") {
    watched([] {
        lockstep::Event may_end;
        std::optional<Pool> pool{std::in_place, 2};
        pool->submit([&] { may_end.wait(); });
        waits_asleep([&] { pool.reset(); }, [&] { may_end.set(); });
    });
}
