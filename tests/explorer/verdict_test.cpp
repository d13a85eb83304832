// Each verdict, on the smallest body that earns it. What the explorer finds in real
// mistakes is in cases/.
#include <atomic>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <latch>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/explorer/explore.hpp"

using lockstep::explore;
using Verdict = lockstep::ExplorerVerdict;

namespace {

bool contains(const std::string& text, const std::string& part) {
    const bool found = text.find(part) != std::string::npos;
    if (!found) MESSAGE("\"", part, "\" is not in:\n", text);
    return found;
}

std::string spin_for_ever() {
    static volatile bool never = false;
    while (!never) continue;
    return "never";
}

}  // namespace

TEST_CASE("an expectation that fails in one schedule is an assertion that failed") {
    const auto report = explore("lost update", [] {
        std::atomic<int> counter{0};
        const auto count = [&] { counter = counter + 1; };
        { std::jthread one{count}, two{count}; }
        lockstep::expect(counter == 2, "both have counted");
    });
    CHECK(report.verdict == Verdict::assertion_failed);
    CHECK(contains(report.text, "does not hold: both have counted"));
}

TEST_CASE("who asks an atomic twice may get two answers") {
    const auto report = explore("asked twice", [] {
        std::atomic<int> guests{1};
        std::jthread leaving{[&] { --guests; }};
        if (guests > 0) lockstep::expect(guests != 0, "there is one");
    });
    CHECK(report.verdict == Verdict::assertion_failed);
    CHECK(contains(report.text, "does not hold: there is one"));
}

TEST_CASE("a failing CHECK and a failing assert are assertions that failed") {
    const auto check = explore("CHECK", [] { CHECK(1 + 1 == 3); });
    CHECK(check.verdict == Verdict::assertion_failed);
    CHECK(contains(check.reason, "1 + 1 == 3"));
    const auto require = explore("REQUIRE in a thread",
                                 [] { std::jthread other{[] { REQUIRE(1 + 1 == 3); }}; });
    CHECK(require.verdict == Verdict::assertion_failed);
}

TEST_CASE("an exception that leaves a thread or the body is told with its words") {
    const auto thread = explore("from a thread", [] {
        std::jthread other{[] { throw std::runtime_error{"the pan is hot"}; }};
    });
    CHECK(thread.verdict == Verdict::exception_escaped);
    CHECK(contains(thread.reason, "leaves other: std::runtime_error: the pan is hot"));
    const auto body = explore("from the body", [] { throw 7; });
    CHECK(body.verdict == Verdict::exception_escaped);
    CHECK(contains(body.reason, "leaves body: int"));
}

TEST_CASE("a counter without a lock is a data race with both places") {
    const auto report = explore("counter", [] {
        int counter = 0;
        {
            std::jthread one{[&] { ++counter; }};
            std::jthread two{[&] { ++counter; }};
        }
    });
    CHECK(report.verdict == Verdict::data_race);
    CHECK(contains(report.reason, "one at verdict_test.cpp:"));
    CHECK(contains(report.reason, "two at verdict_test.cpp:"));
}

TEST_CASE("threads that catch an exception each are not ordered by that") {
    const auto report = explore("two exceptions", [] {
        int failures = 0;
        const auto fail = [&] {
            try {
                throw std::runtime_error{"the pan is hot"};
            } catch (const std::runtime_error&) {
                const auto failure = std::current_exception();
                try {
                    std::rethrow_exception(failure);
                } catch (const std::runtime_error&) {
                    ++failures;
                }
            }
        };
        std::jthread one{fail}, two{fail};
    });
    CHECK(report.verdict == Verdict::data_race);
}

TEST_CASE("two mutexes in two orders are a deadlock and it is told who holds what") {
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
    CHECK(report.verdict == Verdict::deadlock);
    CHECK(contains(report.reason, "one waits for mutex b, which two holds"));
    CHECK(contains(report.reason, "two waits for mutex a, which one holds"));
}

TEST_CASE("a flag set outside the mutex is told as a lost wake-up") {
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
    CHECK(report.verdict == Verdict::lost_wake_up);
    CHECK(contains(report.reason, "A lost wake-up"));
    CHECK(contains(report.trace, "nobody waits"));
}

TEST_CASE("one of two may lose a notify for all that has woken the other") {
    const auto report = explore("the flag of a pool", [] {
        std::mutex mutex;
        std::condition_variable changed;
        std::atomic<bool> ended{false};
        const auto work = [&] {
            std::unique_lock lock{mutex};
            changed.wait(lock, [&] { return ended.load(); });
        };
        std::jthread one{work}, two{work};
        ended = true;
        changed.notify_all();
    });
    CHECK(report.verdict == Verdict::lost_wake_up);
}

TEST_CASE("who was woken by a notify for all has not lost it") {
    const auto report = explore("woken for nothing", [] {
        std::mutex mutex;
        std::condition_variable waits, changed;
        bool is_waiting = false;
        std::jthread one{[&] {
            std::unique_lock lock{mutex};
            is_waiting = true;
            waits.notify_one();
            changed.wait(lock);
            changed.wait(lock);
        }};
        std::unique_lock lock{mutex};
        waits.wait(lock, [&] { return is_waiting; });
        changed.notify_all();
    });
    CHECK(report.verdict == Verdict::deadlock);
}

TEST_CASE("who has looked after the last notify has not lost it") {
    const auto report = explore("one dish for two", [] {
        std::mutex mutex;
        std::condition_variable changed;
        int dishes = 0;
        const auto eat = [&] {
            std::unique_lock lock{mutex};
            changed.wait(lock, [&] { return dishes > 0; });
            --dishes;
        };
        std::jthread one{eat}, two{eat};
        std::scoped_lock lock{mutex};
        dishes = 1;
        changed.notify_one();
    });
    CHECK(report.verdict == Verdict::deadlock);
    CHECK(contains(report.reason, "looked after the last notify"));
}

TEST_CASE("a loop that asks for what nobody will change is a livelock") {
    const auto report = explore("livelock", [] {
        std::atomic<bool> ready{false};
        std::jthread waiter{[&] {
            while (!ready) continue;
        }};
    });
    CHECK(report.verdict == Verdict::livelock);
}

TEST_CASE("a thread that never ends reaches the step limit") {
    const auto report = explore("endless", [] {
        std::atomic<int> counter{0};
        for (;;) ++counter;
    });
    CHECK(report.verdict == Verdict::step_limit);
}

TEST_CASE("a loop that does nothing visible is ended by the watchdog") {
    const auto report = explore("endless loop", [] { spin_for_ever(); });
    CHECK(report.verdict == Verdict::endless_loop);
}

TEST_CASE(
    "a loop that reads plain memory until another thread writes it is a data race") {
    const auto report = explore("plain flag", [] {
        static volatile bool done = false;
        std::jthread worker{[] {
            std::this_thread::sleep_for(std::chrono::seconds{1});
            done = true;
        }};
        while (!done) continue;
        done = false;
    });
    CHECK(report.verdict == Verdict::data_race);
    CHECK(contains(report.reason, "done"));
}

namespace {

// The parameter is gone when this returns; what the caller keeps is not.
std::jthread reader_of(int gone, const int& kept, bool wrong) {
    return std::jthread{
        [&gone, &kept, wrong] { lockstep::expect((wrong ? gone : kept) == 7, "seven"); }};
}

}  // namespace

TEST_CASE("a thread that uses a local variable of a function that has returned is told") {
    const auto wrong = explore("gone", [] {
        const int kept = 7;
        std::jthread reader = reader_of(kept, kept, true);
    });
    CHECK(wrong.verdict == Verdict::destroyed_object);
    CHECK(contains(wrong.reason, "its function has returned"));
    const auto right = explore("kept", [] {
        const int kept = 7;
        std::jthread reader = reader_of(kept, kept, false);
    });
    CHECK_MESSAGE(right.passed(), right.text);
}

TEST_CASE("a detached thread that uses a local variable of the body is told") {
    const auto wrong = explore("detached", [] {
        std::mutex mutex;
        std::thread{[&] { std::scoped_lock lock{mutex}; }}.detach();
    });
    CHECK(wrong.verdict == Verdict::destroyed_object);
    const auto right = explore("waited for", [] {
        std::mutex mutex;
        std::latch done{1};
        std::thread{[&] {
            { std::scoped_lock lock{mutex}; }
            done.count_down();
        }}.detach();
        done.wait();
    });
    CHECK_MESSAGE(right.passed(), right.text);
}

TEST_CASE("a crash is told with its signal and the next exploration is not harmed") {
    const auto report = explore("crash", [] { std::raise(SIGSEGV); });
    CHECK(report.verdict == Verdict::crash);
    CHECK(contains(report.reason, "Segmentation fault"));
    CHECK(explore("abort", [] { std::abort(); }).verdict == Verdict::crash);
    CHECK(explore("nothing", [] {}).passed());
}

#ifdef _GLIBCXX_RELEASE
// As the header that is compiled with -D_GLIBCXX_ASSERTIONS calls it.
[[noreturn]] void library_refuses(const char* file, int line, const char* function,
                                  const char* condition) noexcept
    __asm__("_ZSt21__glibcxx_assert_failPKciS0_S0_");

TEST_CASE("what the library refuses is a crash with its reason") {
    const auto report = explore("an element behind the last", [] {
        library_refuses("bits/stl_vector.h", 1123, "operator[]", "__n < this->size()");
    });
    CHECK(report.verdict == Verdict::crash);
    CHECK(contains(report.text, "does not hold: __n < this->size() (stl_vector.h:1123)"));
}
#endif

TEST_CASE("a mutex unlocked by another thread is told") {
    const auto report = explore("not the owner", [] {
        std::mutex mutex;
        mutex.lock();
        std::jthread other{[&] { mutex.unlock(); }};
    });
    CHECK(report.verdict == Verdict::not_the_owner);
    CHECK(contains(report.reason, "other unlocks mutex"));
}

TEST_CASE("a condition variable that is destroyed under its waiter is told") {
    const auto report = explore("destroyed", [] {
        std::mutex mutex;
        std::optional<std::condition_variable> changed;
        changed.emplace();
        std::jthread waiter{[&] {
            std::unique_lock lock{mutex};
            changed->wait(lock);
        }};
        changed.reset();
    });
    CHECK(report.verdict == Verdict::destroyed_object);
}

TEST_CASE("memory that is used after it was freed is told with both places") {
    const auto report = explore("freed", [] {
        std::mutex mutex;
        auto dish = std::make_unique<int>(7);
        const int* mine = dish.get();
        std::jthread other{[&] {
            std::scoped_lock lock{mutex};
            dish.reset();
        }};
        std::scoped_lock lock{mutex};
        lockstep::expect(*mine == 7, "it is still there");
    });
    CHECK(report.verdict == Verdict::use_after_free);
    CHECK(contains(report.reason, "body at verdict_test.cpp:"));
    CHECK(contains(report.reason, "has freed at verdict_test.cpp:"));
}

TEST_CASE("a text that is read after it was freed is told") {
    const auto told = [](const auto& use) {
        const auto start = [&](const std::string& url) {
            return std::jthread{[view = std::string_view{url}, use] { use(view); }};
        };
        return explore("freed text", [&] {
            std::jthread reader = start(std::string{"http://127.0.0.1:8080/1.csv"});
        });
    };
    const auto length = told([](std::string_view url) {
        lockstep::expect(std::strlen(url.data()) > 0, "there is something");
    });
    CHECK(length.verdict == Verdict::use_after_free);
    CHECK(contains(length.reason, "has freed at verdict_test.cpp:"));
    const auto copied = told([](std::string_view url) {
        lockstep::expect(std::string{url}.size() == url.size(), "as long");
    });
    CHECK(copied.verdict == Verdict::use_after_free);
    const auto compared = told([](std::string_view url) {
        std::string other(url.size(), 'h');
        lockstep::expect(other != url, "they differ");
    });
    CHECK(compared.verdict == Verdict::use_after_free);
}

namespace {

std::jthread reader_of_text(const char* kept, bool wrong) {
    char gone[40] = {};
    std::memcpy(gone, "http://127.0.0.1:8080/000001.csv", 33);
    return std::jthread{[text = wrong ? gone : kept] {
        lockstep::expect(std::string{text}.size() == 32, "it is all there");
    }};
}

}  // namespace

TEST_CASE("a text that is read in a function that has returned is told") {
    const char kept[] = "http://127.0.0.1:8080/000002.csv";
    const auto wrong = explore("gone", [&] { auto reader = reader_of_text(kept, true); });
    CHECK(wrong.verdict == Verdict::destroyed_object);
    const auto right = explore("kept", [] {
        const char local[] = "http://127.0.0.1:8080/000002.csv";
        auto reader = reader_of_text(local, false);
    });
    CHECK_MESSAGE(right.passed(), right.text);
}

TEST_CASE("memory that is freed twice is told") {
    const auto report = explore("freed twice", [] {
        void* block = std::malloc(8);
        std::free(block);
        std::jthread other{[&] { std::free(block); }};
    });
    CHECK(report.verdict == Verdict::use_after_free);
}

TEST_CASE("memory that is freed while another thread may still use it is a data race") {
    const auto report = explore("freed too early", [] {
        auto dish = std::make_unique<int>(7);
        std::jthread other{
            [mine = dish.get()] { (void)*static_cast<volatile int*>(mine); }};
        dish.reset();
    });
    const bool told =
        report.verdict == Verdict::data_race || report.verdict == Verdict::use_after_free;
    CHECK_MESSAGE(told, report.text);
}

TEST_CASE("what the explorer cannot control is named") {
    const auto read = explore("pipe", [] {
        int ends[2];
        char byte = 0;
        if (::pipe(ends) == 0) (void)!::read(ends[0], &byte, 1);
    });
    CHECK(read.verdict == Verdict::not_supported);
    CHECK(contains(read.reason, "not supported by the explorer: read"));
    const auto receive = explore("socket", [] {
        char byte = 0;
        (void)!::recv(0, &byte, 1, 0);
    });
    CHECK(contains(receive.reason, "not supported by the explorer: recv"));
}

TEST_CASE("two relaxed stores may each be missed") {
    const auto report = explore("store buffering", [] {
        constexpr auto relaxed = std::memory_order_relaxed;
        std::atomic<int> x{0}, y{0};
        int a = 0, b = 0;
        {
            std::jthread one{[&] {
                x.store(1, relaxed);
                a = y.load(relaxed);
            }};
            std::jthread two{[&] {
                y.store(1, relaxed);
                b = x.load(relaxed);
            }};
        }
        lockstep::expect(a + b > 0, "one of them has seen the other");
    });
    CHECK(report.verdict == Verdict::assertion_failed);
}

TEST_CASE("what the body prints is shown for the failing schedule alone") {
    const auto report = explore("prints", [] {
        std::puts("a pan of soup");
        std::fflush(stdout);
        lockstep::expect(false, "there is soup");
    });
    CHECK(report.output == "a pan of soup\n");
}

TEST_CASE("the same body gives the same report twice") {
    const auto body = [] {
        std::mutex a, b;
        std::jthread one{[&] { std::scoped_lock both{a, b}; }};
        std::jthread two{[&] {
            std::scoped_lock first{b};
            std::scoped_lock second{a};
        }};
        std::jthread three{[&] {
            std::scoped_lock first{a};
            std::scoped_lock second{b};
        }};
    };
    const auto first = explore("three", body);
    const auto second = explore("three", body);
    CHECK(first.verdict == Verdict::deadlock);
    CHECK(first.text == second.text);
    CHECK(first.replay == second.replay);
}

TEST_CASE(
    "a replay text runs the same schedule again and one from elsewhere is refused") {
    const auto body = [] {
        std::atomic<int> counter{0};
        const auto count = [&] { counter = counter + 1; };
        { std::jthread one{count}, two{count}; }
        lockstep::expect(counter == 2, "both have counted");
    };
    const auto first = explore("replayed", body);
    REQUIRE_FALSE(first.passed());
    ::setenv("LOCKSTEP_REPLAY", first.replay.c_str(), 1);
    const auto again = explore("replayed", body);
    const auto another = explore("another name", [] {});
    ::setenv("LOCKSTEP_REPLAY", "1-00000000-0000-1.1", 1);
    CHECK_THROWS_AS((void)explore("replayed", body), std::invalid_argument);
    ::setenv("LOCKSTEP_REPLAY", "soup", 1);
    CHECK_THROWS_AS((void)explore("replayed", body), std::invalid_argument);
    ::unsetenv("LOCKSTEP_REPLAY");
    CHECK(again.schedules == 1);
    CHECK(again.trace == first.trace);
    CHECK(again.replay == first.replay);
    CHECK(another.passed());
}
