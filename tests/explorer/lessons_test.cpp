// The lessons' own primitives, at two and three threads: every schedule with at most two
// preemptions passes.
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>

#include <doctest/doctest.h>

#include "lessons/02_queue/blocking_queue.hpp"
#include "lessons/02_queue/fast_queue.hpp"
#include "lessons/03_event_handshake/event.hpp"
#include "lessons/03_event_handshake/handshake.hpp"
#include "lessons/03_event_handshake/handshake_in_numbers.hpp"
#include "lessons/05_thread_pool/fast_thread_pool.hpp"
#include "lessons/05_thread_pool/thread_pool.hpp"
#include "tests/explorer/explore.hpp"

using namespace std::chrono_literals;

// In the names of the cases.
TYPE_TO_STRING_AS("ThreadPool", lockstep::ThreadPool);
TYPE_TO_STRING_AS("FastThreadPool", lockstep::FastThreadPool);

namespace lockstep {
namespace {

void passes(std::string_view name, const std::function<void()>& body,
            ExploreOptions options = {.schedules = 200'000}) {
    const auto report = explore(name, body, options);
    CHECK_MESSAGE(report.passed(), report.text);
    CHECK(report.complete_preemptions == options.preemptions);
    MESSAGE(report.text);
}

}  // namespace

// ---- Lesson 02: queues ----

TEST_CASE_TEMPLATE("a queue hands two items over in their order", Queue,
                   BlockingQueue<int>, FastQueue<int>) {
    passes("in order", [] {
        Queue queue{1};
        std::jthread producer{[&] {
            expect(queue.push(1) && queue.push(2), "there is room in the end");
            queue.close();
        }};
        expect(queue.pop() == 1 && queue.pop() == 2, "first in, first out");
        expect(!queue.pop() && queue.ended(), "then it ends");
    });
}

TEST_CASE_TEMPLATE("two consumers of a queue take an item each", Queue,
                   BlockingQueue<int>, FastQueue<int>) {
    passes("an item each", [] {
        Queue queue;
        std::atomic<int> sum{0};
        {
            const auto consume = [&] { sum += *queue.pop(); };
            std::jthread one{consume}, two{consume};
            expect(queue.push(1) && queue.push(2), "there is room");
        }
        expect(sum == 3, "nothing is lost and nothing taken twice");
    });
}

// A FastQueue looks 16 times before it sleeps, which makes many schedules.
TEST_CASE_TEMPLATE("two consumers of a queue both see its end", Queue, BlockingQueue<int>,
                   FastQueue<int>) {
    const auto body = [] {
        Queue queue;
        std::atomic<int> sum{0};
        {
            const auto consume = [&] {
                while (const auto item = queue.pop()) sum += *item;
            };
            std::jthread one{consume}, two{consume};
            expect(queue.push(7), "there is room");
            queue.close();
        }
        expect(sum == 7, "one of them has it");
    };
    passes("both end", body, {.schedules = 100000});
}

TEST_CASE_TEMPLATE("two producers of a full queue both get in", Queue, BlockingQueue<int>,
                   FastQueue<int>) {
    passes("two producers", [] {
        Queue queue{1};
        std::jthread one{[&] { expect(queue.push(1), "there is room in the end"); }};
        std::jthread two{[&] { expect(queue.push(2), "there is room in the end"); }};
        expect(*queue.pop() + *queue.pop() == 3, "both items come");
    });
}

TEST_CASE_TEMPLATE("closing a queue wakes its consumer and its producer", Queue,
                   BlockingQueue<int>, FastQueue<int>) {
    passes("closed while empty", [] {
        Queue queue;
        std::jthread consumer{[&] { expect(!queue.pop(), "there was nothing"); }};
        queue.close();
    });
    passes("closed while full", [] {
        Queue queue{1};
        expect(queue.try_push(1), "there is room");
        std::jthread producer{[&] { expect(!queue.push(2), "there was no room"); }};
        queue.close();
    });
}

TEST_CASE_TEMPLATE("a stop request ends the wait of a queue", Queue, BlockingQueue<int>,
                   FastQueue<int>) {
    passes("stopped", [] {
        Queue queue;
        std::jthread consumer{
            [&](std::stop_token stop) { expect(!queue.pop(stop), "there was nothing"); }};
    });
}

TEST_CASE_TEMPLATE("a queue gives up when time is up or hands over", Queue,
                   BlockingQueue<int>, FastQueue<int>) {
    passes("timed", [] {
        Queue queue;
        std::jthread producer{[&] { expect(queue.push(7), "there is room"); }};
        const auto item = queue.pop_for(1s);
        expect(!item || *item == 7, "the item or nothing");
    });
}

// ---- Lesson 03: the event and the handshake ----

TEST_CASE("an event wakes who waits and lets through who comes later") {
    passes("event", [] {
        Event bell;
        int letter = 0;  // handed over by bell
        const auto read = [&] {
            bell.wait();
            expect(letter == 7, "what came before set is seen");
        };
        std::jthread one{read}, two{read};
        letter = 7;
        bell.set();
    });
}

TEST_CASE("an event ends a wait by a stop request and by time") {
    passes("event with a stop", [] {
        Event bell;
        std::jthread waiter{
            [&](std::stop_token stop) { expect(!bell.wait(stop), "nobody has set it"); }};
    });
    passes("event in time", [] {
        Event bell;
        std::jthread ringer{[&] { bell.set(); }};
        if (bell.wait_for(1s)) expect(bell.is_set(), "it stays set");
    });
}

namespace {

// wait_until asks it for the time when the wait has begun. It stands still, so no wait
// ends by time.
struct ClockThatTells {
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<ClockThatTells>;
    static constexpr bool is_steady = true;

    static time_point now() {
        asked->store(true);
        asked->notify_all();
        return time_point{};
    }
    static inline std::atomic<bool>* asked = nullptr;
};

}  // namespace

TEST_CASE("who waits for an event is let through even if clear follows set at once") {
    passes("event that is cleared at once", [] {
        std::atomic<bool> waits{false};
        ClockThatTells::asked = &waits;
        Event bell;
        std::jthread waiter{[&] {
            expect(bell.wait_until(ClockThatTells::time_point{1h}), "it was set");
        }};
        waits.wait(false);
        bell.set();
        bell.clear();
    });
}

TEST_CASE("an event may be destroyed as soon as its wait returns") {
    passes("event that ends", [] {
        std::jthread ringer;
        Event bell;
        ringer = std::jthread{[&] { bell.set(); }};
        bell.wait();
    });
}

TEST_CASE("a handshake hands two batches over and ends") {
    passes("handshake", [] {
        Handshake<int> handshake;
        int sum = 0;  // the taker's, until it has ended
        std::jthread taker{[&] {
            while (const auto batch = handshake.take()) {
                sum += *batch;
                handshake.done();
            }
        }};
        handshake.hand_over(5);
        handshake.hand_over(2);
        handshake.finish();
        taker.join();
        expect(sum == 7, "the last batch is dealt with too");
    });
}

TEST_CASE("a handshake whose taker fails throws at the maker") {
    passes("failing handshake", [] {
        Handshake<int> handshake;
        std::jthread taker{[&] {
            if (handshake.take())
                handshake.fail(std::make_exception_ptr(std::runtime_error{"disk full"}));
        }};
        try {
            handshake.hand_over(5);
            expect(false, "it throws");
        } catch (const std::runtime_error& error) {
            expect(std::string{error.what()} == "disk full", "what the taker gave");
        }
        handshake.finish();
    });
}

TEST_CASE("the handshake in numbers adds up every batch and the last one") {
    passes("in numbers", [] {
        Pace pace;
        expect(sums_of_batches(3, 2, pace) == std::vector{3, 3}, "one and two, three");
    });
}

// ---- Lesson 05: the pools ----

TEST_CASE_TEMPLATE("a pool runs what is submitted and answers", Pool, ThreadPool,
                   FastThreadPool) {
    passes("pool", [] {
        Pool pool{1};
        auto six = pool.submit([] { return 6; });
        expect(six.get() == 6, "its result");
    });
}

TEST_CASE_TEMPLATE("a pool of two runs two tasks and ends", Pool, ThreadPool,
                   FastThreadPool) {
    passes("pool of two", [] {
        std::atomic<int> done{0};
        {
            Pool pool{2};
            auto one = pool.submit([&] { ++done; });
            auto two = pool.submit([&] { ++done; });
        }
        expect(done == 2, "the destructor runs all that is queued");
    });
}

TEST_CASE_TEMPLATE("a pool that is cancelled runs or drops each task", Pool, ThreadPool,
                   FastThreadPool) {
    passes("cancelled pool", [] {
        Pool pool{1};
        std::atomic<int> done{0};
        auto one = pool.submit([&] { ++done; });
        const auto dropped = pool.cancel();
        expect(dropped + static_cast<std::size_t>(done) == 1, "run or dropped");
    });
}

TEST_CASE_TEMPLATE("a task that throws answers with its exception", Pool, ThreadPool,
                   FastThreadPool) {
    passes("failing task", [] {
        Pool pool{1};
        auto failed = pool.submit([]() -> int { throw std::runtime_error{"no"}; });
        try {
            (void)failed.get();
            expect(false, "it throws");
        } catch (const std::runtime_error&) {
        }
    });
}

TEST_CASE_TEMPLATE("a task may submit to its own full pool", Pool, ThreadPool,
                   FastThreadPool) {
    passes("from a worker", [] {
        std::atomic<int> done{0};
        {
            Pool pool{1, 1};
            auto outer = pool.submit([&] {
                auto inner = pool.submit([&] { ++done; });
                auto other = pool.submit([&] { ++done; });
                ++done;
            });
            outer.get();
        }
        expect(done == 3, "all three");
    });
}

TEST_CASE_TEMPLATE("map gives results in the order of the inputs", Pool, ThreadPool,
                   FastThreadPool) {
    passes("map", [] {
        Pool pool{1};
        const auto squares = pool.map([](int n) { return n * n; }, std::vector{2, 3});
        expect(squares == std::vector{4, 9}, "in order");
    });
}

}  // namespace lockstep
