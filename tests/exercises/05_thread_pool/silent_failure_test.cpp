#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "lessons/03_event_handshake/event.hpp"
#include "tests/exercises/grader/expect_seen.hpp"
#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

// Two workers and the caller have many interleavings, and two jobs meet in few places.
// (An answer with more workers than that is not explored to its end.)
const lockstep::ExploreOptions few{
    .preemptions = 1, .schedules = 1500, .random_schedules = 50};

std::vector<std::string> sorted(std::vector<std::string> texts) {
    std::ranges::sort(texts);
    return texts;
}

// A job that fails. What it throws is kept until the end of the check: how threads count
// who still holds an exception is hidden in the C++ library, and the explorer would take
// the last one's delete for a race.
struct Failure {
    explicit Failure(const auto& what) : kept{std::make_exception_ptr(what)} {}
    void operator()() const { std::rethrow_exception(kept); }
    std::exception_ptr kept;
};

// Its words go with it, so that nobody reads what is no longer there and is lucky.
class Fading : public std::exception {
  public:
    Fading() = default;
    Fading(const Fading&) = default;
    Fading& operator=(const Fading&) = default;
    ~Fading() override {
        for (volatile char& letter : words_) letter = '?';
    }
    const char* what() const noexcept override { return words_.data(); }

  private:
    std::array<char, 8> words_{"expired"};
};

}  // namespace

TEST_CASE("every failure is told") {
    explored(
        [] {
            const Failure full{std::runtime_error{"no space left on device"}};
            const Failure unknown{std::out_of_range{"no such stock"}};
            expect_seen(sorted(run_all({full, unknown})),
                        {"no space left on device", "no such stock"},
                        "two jobs failed and both are told");
        },
        few);
}

TEST_CASE("two failures with the same words are two") {
    watched([] {
        const Failure full{std::runtime_error{"no space left on device"}};
        expect(run_all({full, full}).size() == 2, "two jobs failed and both are told");
    });
}

TEST_CASE("a failure without words is told too") {
    watched([] {
        const Failure silent{std::runtime_error{""}}, burnt{std::logic_error{"burnt"}};
        expect_seen(sorted(run_all({silent, burnt})), {"", "burnt"},
                    "two jobs failed, one with an empty what(), and both are told");
    });
}

TEST_CASE("two jobs run at a time") {
    watched([] {
        lockstep::Event one_is_there, two_is_there;
        const auto failures = run_all({[&] {
                                           one_is_there.set();
                                           two_is_there.wait();
                                       },
                                       [&] {
                                           two_is_there.set();
                                           one_is_there.wait();
                                       }});
        expect(failures.empty(), "no job failed");
    });
}

TEST_CASE("no more than two jobs run at a time") {
    explored(
        [] {
            std::mutex mutex;
            std::condition_variable changed;
            int running = 0, begun = 0;  // guarded by mutex
            // Ends when its partner has begun, the first or the second two.
            const auto job = [&] {
                std::unique_lock lock{mutex};
                expect(++running <= 2, "two jobs run, and a third waits");
                const int both = (begun++ / 2 + 1) * 2;
                changed.notify_all();
                changed.wait(lock, [&] { return begun >= both; });
                --running;
            };
            run_all({job, job, job, job});
        },
        {.preemptions = 0, .random_schedules = 100});
}

TEST_CASE("a job that goes well is not told") {
    explored(
        [] {
            std::atomic<int> done{0};
            const Failure burnt{std::logic_error{"burnt"}};
            const auto failures = run_all({[&] { ++done; }, burnt, [&] { ++done; }});
            expect_seen(failures, {"burnt"}, "one job of three failed");
            expect(done == 2, "the other two have run");
        },
        few);
    watched([] { expect(run_all({}).empty(), "no job and no failure"); });
}

TEST_CASE("what is told outlives its exception") {
    watched([] {
        // The third begins when the pool has done with the first.
        lockstep::Event third_has_begun;
        const auto failures =
            run_all({[] { throw Fading{}; }, [&] { third_has_begun.wait(); },
                     [&] { third_has_begun.set(); }});
        expect_seen(
            failures, {"expired"},
            "one job of three failed, and its words are told when the exception is gone");
    });
}
