// One case for each row of the table in README.md: the explorer controls it, and a right
// program that uses it passes.
#include <atomic>
#include <barrier>
#include <condition_variable>
#include <future>
#include <latch>
#include <memory>
#include <mutex>
#include <semaphore>
#include <shared_mutex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "tests/explorer/explore.hpp"

using namespace std::chrono_literals;
using lockstep::expect;

namespace {

void passes(std::string_view name, const std::function<void()>& body) {
    const auto report = lockstep::explore(name, body, {.schedules = 5000});
    CHECK_MESSAGE(report.passed(), report.text);
    MESSAGE(report.text);
}

}  // namespace

// ---- Threads ----

TEST_CASE("threads start and are joined") {
    passes("thread", [] {
        int a = 0, b = 0;
        std::thread one{[&] { a = 1; }};
        std::thread two{[&] { b = 2; }};
        one.join();
        two.join();
        expect(a + b == 3, "both have run");
    });
}

TEST_CASE("a jthread is asked to stop and stops") {
    passes("jthread", [] {
        std::jthread worker{[](std::stop_token stop) {
            while (!stop.stop_requested()) std::this_thread::yield();
        }};
    });
}

TEST_CASE("a stop callback runs once") {
    passes("stop callback", [] {
        std::atomic<int> calls{0};
        std::jthread worker{[&](std::stop_token stop) {
            std::stop_callback callback{stop, [&] { ++calls; }};
        }};
        worker.request_stop();
        worker.join();
        expect(calls <= 1, "once at most");
    });
}

TEST_CASE("a detached thread ends by itself") {
    passes("detach", [] {
        auto done = std::make_shared<std::atomic<bool>>(false);
        std::thread{[done] { *done = true; }}.detach();
    });
}

TEST_CASE("a thread has its own thread_local objects and they are destroyed") {
    passes("thread_local", [] {
        static thread_local int counter = 0;
        struct Last {
            std::atomic<int>* destroyed;
            ~Last() { ++*destroyed; }
        };
        std::atomic<int> destroyed{0};
        auto count = [&] {
            thread_local Last last{&destroyed};
            ++counter;
            expect(counter == 1 && last.destroyed != nullptr, "its own");
        };
        std::thread one{count}, two{count};
        one.join();
        two.join();
        expect(destroyed == 2, "both are gone");
    });
}

// ---- Mutexes ----

TEST_CASE("a mutex lets one in at a time") {
    passes("mutex", [] {
        std::mutex mutex;
        int counter = 0;
        auto count = [&] {
            std::scoped_lock lock{mutex};
            ++counter;
        };
        { std::jthread one{count}, two{count}; }
        expect(counter == 2, "both have counted");
    });
}

TEST_CASE("a recursive mutex lets its owner in again") {
    passes("recursive_mutex", [] {
        std::recursive_mutex mutex;
        int counter = 0;
        auto count = [&] {
            std::scoped_lock first{mutex};
            std::scoped_lock second{mutex};
            ++counter;
        };
        { std::jthread one{count}, two{count}; }
        expect(counter == 2, "both have counted");
    });
}

TEST_CASE("a timed mutex gives up when time is up") {
    passes("timed_mutex", [] {
        std::timed_mutex mutex;
        std::atomic<int> got{0};
        {
            std::jthread holder{[&] {
                std::scoped_lock lock{mutex};
                std::this_thread::sleep_for(10s);
            }};
            std::jthread other{[&] {
                if (mutex.try_lock_for(1s)) {
                    ++got;
                    mutex.unlock();
                }
            }};
        }
        expect(got <= 1, "or did not get it");
    });
}

TEST_CASE("a shared mutex lets readers in together") {
    passes("shared_mutex", [] {
        std::shared_mutex mutex;
        int value = 0;
        std::jthread writer{[&] {
            std::unique_lock lock{mutex};
            ++value;
        }};
        std::jthread reader{[&] {
            std::shared_lock lock{mutex};
            expect(value == 0 || value == 1, "before or after");
        }};
        std::shared_lock lock{mutex};
        expect(value == 0 || value == 1, "before or after");
    });
}

TEST_CASE("try_lock fails while another holds the mutex") {
    passes("try_lock", [] {
        std::mutex mutex;
        int counter = 0;
        auto count = [&] {
            while (!mutex.try_lock()) std::this_thread::yield();
            ++counter;
            mutex.unlock();
        };
        { std::jthread one{count}, two{count}; }
        expect(counter == 2, "both have counted");
    });
}

// ---- Waiting ----

TEST_CASE("condition_variable wakes who waits with a predicate") {
    passes("condition_variable", [] {
        std::mutex mutex;
        std::condition_variable changed;
        bool ready = false;
        std::jthread waiter{[&] {
            std::unique_lock lock{mutex};
            changed.wait(lock, [&] { return ready; });
        }};
        {
            std::scoped_lock lock{mutex};
            ready = true;
        }
        changed.notify_one();
    });
}

TEST_CASE("condition_variable is made anew where another was") {
    passes("condition_variable", [] {
        for (int times = 0; times < 2; ++times) {
            std::mutex mutex;
            std::condition_variable changed;
            bool ready = false;  // guarded by mutex
            std::jthread waiter{[&] {
                std::unique_lock lock{mutex};
                changed.wait(lock, [&] { return ready; });
            }};
            const std::lock_guard lock{mutex};
            ready = true;
            changed.notify_one();
        }
    });
}

TEST_CASE("condition_variable_any waits with a stop token") {
    passes("condition_variable_any", [] {
        std::mutex mutex;
        std::condition_variable_any changed;
        bool ready = false;
        std::jthread waiter{[&](std::stop_token stop) {
            std::unique_lock lock{mutex};
            changed.wait(lock, stop, [&] { return ready; });
        }};
    });
}

TEST_CASE("wait_for ends when time is up") {
    passes("wait_for", [] {
        std::mutex mutex;
        std::condition_variable changed;
        std::unique_lock lock{mutex};
        expect(!changed.wait_for(lock, 10s, [] { return false; }), "time is up");
    });
}

TEST_CASE("a thread-exit notify comes after its thread_local objects") {
    passes("notify_all_at_thread_exit", [] {
        std::mutex mutex;
        std::condition_variable changed;
        bool ready = false;
        std::thread worker{[&] {
            std::unique_lock lock{mutex};
            ready = true;
            std::notify_all_at_thread_exit(changed, std::move(lock));
        }};
        {
            std::unique_lock lock{mutex};
            changed.wait(lock, [&] { return ready; });
        }
        worker.join();
    });
}

TEST_CASE("sleeping for ten seconds costs nothing and orders nothing") {
    passes("sleep_for", [] {
        const auto before = std::chrono::steady_clock::now();
        std::jthread sleeper{[] { std::this_thread::sleep_for(10s); }};
        sleeper.join();
        expect(std::chrono::steady_clock::now() - before >= 10s, "the clock has moved");
    });
}

// ---- Futures ----

TEST_CASE("an exception that two threads hold is no data race") {
    passes("shared exception", [] {
        std::promise<void> promise;
        auto future = promise.get_future();
        std::jthread maker{[promise = std::move(promise)]() mutable {
            try {
                throw std::runtime_error{"the pan is hot"};
            } catch (...) {
                promise.set_exception(std::current_exception());
            }
        }};
        try {
            future.get();
        } catch (const std::runtime_error& failure) {
            expect(failure.what() == std::string{"the pan is hot"}, "it is told");
        }
    });
}

TEST_CASE("a promise hands over a value") {
    passes("promise", [] {
        std::promise<int> promise;
        auto future = promise.get_future();
        std::jthread maker{[&] { promise.set_value(7); }};
        expect(future.get() == 7, "seven");
    });
}

TEST_CASE("async and packaged_task hand over values and exceptions") {
    passes("async", [] {
        auto seven = std::async(std::launch::async, [] { return 7; });
        std::packaged_task<int()> task{[]() -> int { throw std::runtime_error{"no"}; }};
        auto failed = task.get_future();
        std::jthread worker{std::move(task)};
        expect(seven.get() == 7, "seven");
        try {
            (void)failed.get();
            expect(false, "it throws");
        } catch (const std::runtime_error&) {
        }
    });
}

TEST_CASE("twenty tasks do the same in each schedule") {
    const auto report =
        lockstep::explore("twenty tasks",
                          [] {
                              std::vector<std::future<void>> results;
                              std::vector<std::jthread> threads;
                              for (int i = 0; i < 20; ++i) {
                                  std::packaged_task<void()> task{[] {}};
                                  results.push_back(task.get_future());
                                  threads.emplace_back(std::move(task));
                              }
                              for (auto& result : results) result.get();
                          },
                          {.preemptions = 0, .schedules = 5, .random_schedules = 5});
    CHECK_MESSAGE(report.passed(), report.text);
}

// ---- Counting ----

TEST_CASE("a latch opens when all have come") {
    passes("latch", [] {
        std::latch all{2};
        int a = 0;
        std::jthread one{[&] {
            a = 1;
            all.count_down();
        }};
        all.arrive_and_wait();
        expect(a == 1, "it was first");
    });
}

TEST_CASE("a barrier is used twice") {
    passes("barrier", [] {
        std::barrier both{2};
        int a = 0, b = 0;
        std::jthread one{[&] {
            a = 1;
            both.arrive_and_wait();
            expect(b == 2, "the other has come");
            both.arrive_and_wait();
        }};
        b = 2;
        both.arrive_and_wait();
        expect(a == 1, "the other has come");
        both.arrive_and_wait();
    });
}

// ---- Atomics ----

TEST_CASE("atomics count right") {
    passes("atomic", [] {
        std::atomic<int> counter{0};
        {
            std::jthread one{[&] { ++counter; }};
            std::jthread two{[&] { ++counter; }};
        }
        expect(counter == 2, "both have counted");
    });
}

TEST_CASE("atomic wait is woken by notify") {
    passes("atomic wait", [] {
        std::atomic<int> value{0};
        std::jthread waiter{[&] { value.wait(0); }};
        value = 1;
        value.notify_one();
    });
}

TEST_CASE("an atomic_flag is a spin lock") {
    passes("atomic_flag", [] {
        std::atomic_flag locked;
        int counter = 0;
        auto count = [&] {
            while (locked.test_and_set(std::memory_order_acquire)) continue;
            ++counter;
            locked.clear(std::memory_order_release);
        };
        { std::jthread one{count}, two{count}; }
        expect(counter == 2, "both have counted");
    });
}

TEST_CASE("release and acquire publish plain data") {
    passes("publication", [] {
        int data = 0;
        std::atomic<bool> ready{false};
        std::jthread reader{[&] {
            if (ready.load(std::memory_order_acquire)) expect(data == 42, "all of it");
        }};
        data = 42;
        ready.store(true, std::memory_order_release);
    });
}

TEST_CASE("fences publish plain data") {
    passes("fences", [] {
        int data = 0;
        std::atomic<bool> ready{false};
        std::jthread reader{[&] {
            if (!ready.load(std::memory_order_relaxed)) return;
            std::atomic_thread_fence(std::memory_order_acquire);
            expect(data == 42, "all of it");
        }};
        data = 42;
        std::atomic_thread_fence(std::memory_order_release);
        ready.store(true, std::memory_order_relaxed);
    });
}

TEST_CASE("seq_cst stores are seen by one of two") {
    passes("seq_cst", [] {
        std::atomic<int> x{0}, y{0};
        int a = 0, b = 0;
        {
            std::jthread one{[&] {
                x = 1;
                a = y;
            }};
            std::jthread two{[&] {
                y = 1;
                b = x;
            }};
        }
        expect(a + b > 0, "one has seen the other");
    });
}

TEST_CASE("seq_cst fences forbid store buffering") {
    passes("seq_cst fences", [] {
        constexpr auto relaxed = std::memory_order_relaxed;
        std::atomic<int> x{0}, y{0};
        int a = 0, b = 0;
        {
            std::jthread one{[&] {
                x.store(1, relaxed);
                std::atomic_thread_fence(std::memory_order_seq_cst);
                a = y.load(relaxed);
            }};
            std::jthread two{[&] {
                y.store(1, relaxed);
                std::atomic_thread_fence(std::memory_order_seq_cst);
                b = x.load(relaxed);
            }};
        }
        expect(a + b > 0, "one has seen the other");
    });
}

TEST_CASE("shared_ptr counts its owners") {
    passes("shared_ptr", [] {
        auto pointer = std::make_shared<int>(7);
        std::jthread one{[copy = pointer] { expect(*copy == 7, "seven"); }};
        std::jthread two{[copy = pointer] { expect(*copy == 7, "seven"); }};
        pointer.reset();
    });
}

// ---- Once ----

TEST_CASE("call_once calls once and again after an exception") {
    passes("call_once", [] {
        std::once_flag flag;
        int calls = 0;
        auto call = [&] {
            try {
                std::call_once(flag, [&] {
                    if (++calls == 1) throw std::runtime_error{"the first fails"};
                });
            } catch (const std::runtime_error&) {
            }
        };
        std::jthread one{call};
        std::jthread two{call};
        one.join();
        two.join();
        expect(calls == 2, "until one did not fail");
    });
}

TEST_CASE("a local static is made once") {
    passes("static", [] {
        struct Made {
            int value = 7;
        };
        auto use = [] {
            static const Made made;
            expect(made.value == 7, "whole");
        };
        std::jthread one{use}, two{use};
    });
}

TEST_CASE("a string stream in each thread") {
    passes("ostringstream", [] {
        auto print = [] {
            std::ostringstream text;
            text << 42;
            expect(text.str() == "42", "its own");
        };
        std::jthread one{print}, two{print};
    });
}

// ---- POSIX ----

TEST_CASE("POSIX threads with a mutex and a condition") {
    passes("pthread", [] {
        static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
        static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
        static bool ready;
        ready = false;
        pthread_t thread{};
        pthread_create(
            &thread, nullptr,
            [](void*) -> void* {
                pthread_mutex_lock(&mutex);
                ready = true;
                pthread_cond_signal(&changed);
                pthread_mutex_unlock(&mutex);
                return &ready;
            },
            nullptr);
        pthread_mutex_lock(&mutex);
        while (!ready) pthread_cond_wait(&changed, &mutex);
        pthread_mutex_unlock(&mutex);
        void* result = nullptr;
        pthread_join(thread, &result);
        expect(result == &ready, "what it returned");
    });
}

TEST_CASE("a POSIX semaphore hands over") {
    passes("sem_t", [] {
        sem_t full;
        sem_init(&full, 0, 0);
        int data = 0;
        std::jthread maker{[&] {
            data = 42;
            sem_post(&full);
        }};
        sem_wait(&full);
        expect(data == 42, "all of it");
        sem_destroy(&full);
    });
}

TEST_CASE("a POSIX barrier is used twice") {
    passes("pthread_barrier", [] {
        pthread_barrier_t both;
        pthread_barrier_init(&both, nullptr, 2);
        int a = 0;
        std::jthread one{[&] {
            a = 1;
            pthread_barrier_wait(&both);
            pthread_barrier_wait(&both);
        }};
        pthread_barrier_wait(&both);
        expect(a == 1, "the other has come");
        pthread_barrier_wait(&both);
        one.join();
        pthread_barrier_destroy(&both);
    });
}

TEST_CASE("a POSIX spin lock lets one in") {
    passes("pthread_spin", [] {
        pthread_spinlock_t spin;
        pthread_spin_init(&spin, 0);
        int counter = 0;
        auto count = [&] {
            pthread_spin_lock(&spin);
            ++counter;
            pthread_spin_unlock(&spin);
        };
        { std::jthread one{count}, two{count}; }
        expect(counter == 2, "both have counted");
    });
}

TEST_CASE("a POSIX read-write lock protects") {
    passes("pthread_rwlock", [] {
        pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
        int value = 0;
        std::jthread writer{[&] {
            pthread_rwlock_wrlock(&lock);
            ++value;
            pthread_rwlock_unlock(&lock);
        }};
        pthread_rwlock_rdlock(&lock);
        expect(value <= 1, "before or after");
        pthread_rwlock_unlock(&lock);
    });
}

// ---- What is left from one schedule to the next ----

TEST_CASE("a body that changes static data runs in fresh processes") {
    passes("static data", [] {
        static int calls = 0;
        ++calls;
        expect(calls == 1, "as in the first schedule");
        std::jthread other{[] {}};
    });
}
