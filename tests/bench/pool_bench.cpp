// Empty tasks through a pool of two threads, one submit and get after another, and a map
// over tasks of 10 µs.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

#include <asio/post.hpp>
#include <asio/thread_pool.hpp>
#include <benchmark/benchmark.h>

#include "lessons/05_thread_pool/fast_thread_pool.hpp"
#include "lessons/05_thread_pool/thread_pool.hpp"
#include "tests/bench/bench.hpp"

#ifdef LOCKSTEP_HAS_TBB
#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#endif

namespace {

using namespace lockstep;
using Clock = std::chrono::steady_clock;
constexpr std::size_t threads = 2;

// Each pool behind the same member: an empty task goes in, its future comes out.
template <class Pool>
class Ours {
  public:
    std::future<void> submit() {
        return pool_.submit([] {});
    }

  private:
    Pool pool_{threads};
};

class Asio {
  public:
    ~Asio() { pool_.join(); }
    std::future<void> submit() {
        std::packaged_task<void()> task{[] {}};
        auto result = task.get_future();
        asio::post(pool_, std::move(task));
        return result;
    }

  private:
    asio::thread_pool pool_{threads};
};

#ifdef LOCKSTEP_HAS_TBB
// No place is kept for the calling thread, so that two others work, as everywhere here.
class Tbb {
  public:
    std::future<void> submit() {
        auto task = std::make_shared<std::packaged_task<void()>>([] {});
        arena_.enqueue([task] { (*task)(); });
        return task->get_future();
    }

  private:
    tbb::global_control allowed_{tbb::global_control::max_allowed_parallelism,
                                 threads + 1};
    tbb::task_arena arena_{threads, 0};
};
#endif

// What one writes without a pool at hand.
class PlainQueue {
  public:
    ~PlainQueue() {
        {
            const std::lock_guard lock{mutex_};
            closed_ = true;
        }
        changed_.notify_all();
    }
    std::future<void> submit() {
        auto task = std::make_shared<std::packaged_task<void()>>([] {});
        auto result = task->get_future();
        {
            const std::lock_guard lock{mutex_};
            tasks_.emplace_back([task] { (*task)(); });
        }
        changed_.notify_one();
        return result;
    }

  private:
    void work() {
        for (;;) {
            std::unique_lock lock{mutex_};
            changed_.wait(lock, [this] { return closed_ || !tasks_.empty(); });
            if (tasks_.empty()) return;
            const auto task = std::move(tasks_.front());
            tasks_.pop_front();
            lock.unlock();
            task();
        }
    }

    std::mutex mutex_;
    std::condition_variable changed_;          // tasks_ grew, or closed_ became true
    std::deque<std::function<void()>> tasks_;  // guarded by mutex_
    bool closed_ = false;                      // guarded by mutex_
    std::jthread one_{&PlainQueue::work, this}, other_{&PlainQueue::work, this};
};

double per_millisecond(std::size_t count, Clock::time_point begin) {
    const std::chrono::duration<double, std::milli> passed = Clock::now() - begin;
    return static_cast<double>(count) / passed.count();
}

// One task after another: the next is submitted when the result of the last was taken.
template <class Pool>
double one_by_one(double scale) {
    const auto count = static_cast<std::size_t>(20'000 * scale);
    Pool pool;
    pool.submit().get();
    const auto begin = Clock::now();
    for (std::size_t i = 0; i < count; ++i) pool.submit().get();
    return per_millisecond(count, begin);
}

// A thousand tasks are submitted, then their results are taken.
template <class Pool>
double by_the_thousand(double scale) {
    const auto rounds = std::max<std::size_t>(1, static_cast<std::size_t>(50 * scale));
    Pool pool;
    pool.submit().get();
    std::vector<std::future<void>> results(1000);
    const auto begin = Clock::now();
    for (std::size_t round = 0; round < rounds; ++round) {
        for (auto& result : results) result = pool.submit();
        for (auto& result : results) result.get();
    }
    return per_millisecond(rounds * results.size(), begin);
}

std::vector<bench::Contestant> contestants(auto measure) {
    std::vector<bench::Contestant> all;
    all.push_back(
        {"FastThreadPool", measure.template operator()<Ours<FastThreadPool>>()});
    all.push_back({"ThreadPool", measure.template operator()<Ours<ThreadPool>>()});
    all.push_back({"asio::thread_pool", measure.template operator()<Asio>()});
#ifdef LOCKSTEP_HAS_TBB
    all.push_back({"tbb::task_arena", measure.template operator()<Tbb>()});
#else
    all.push_back({"tbb::task_arena", {}});
#endif
    all.push_back({"queue of std::function", measure.template operator()<PlainQueue>()});
    return all;
}

// Keeps a core busy for about 10 µs, the same work each time.
double ten_microseconds(double value) {
    static const int steps = [] {
        const auto begin = Clock::now();
        double x = 1;
        for (int i = 0; i < 1'000'000; ++i) x = std::sqrt(x + 1);
        benchmark::DoNotOptimize(x);
        const std::chrono::duration<double, std::micro> passed = Clock::now() - begin;
        return static_cast<int>(10 * 1'000'000 / passed.count());
    }();
    for (int i = 0; i < steps; ++i) value = std::sqrt(value + 1);
    return value;
}

std::vector<double> inputs_for_map(double scale) {
    std::vector<double> inputs(static_cast<std::size_t>(20'000 * scale));
    std::iota(inputs.begin(), inputs.end(), 0.0);
    return inputs;
}

// Without any pool: two threads that lose nothing are twice as fast.
double serial(double scale) {
    const auto inputs = inputs_for_map(scale);
    const auto begin = Clock::now();
    for (const double input : inputs) benchmark::DoNotOptimize(ten_microseconds(input));
    return per_millisecond(inputs.size(), begin);
}

// The calling thread works too, so one worker makes two.
template <class Pool>
double mapped(double scale) {
    const auto inputs = inputs_for_map(scale);
    Pool pool{1};
    const auto begin = Clock::now();
    const auto results = pool.map(ten_microseconds, inputs);
    const double rate = per_millisecond(inputs.size(), begin);
    if (results.back() != ten_microseconds(inputs.back()))
        throw std::runtime_error{"map gave a wrong result"};
    return rate;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string queue = "queue of std::function";
    const std::string one = "empty tasks, submit and get one after another";
    const std::string many = "empty tasks, a thousand submitted, then taken";
    const std::string map = "map over tasks of 10 µs";

    bench::Bench bench{"pool", "Tasks through a pool of two, ours and others' in turn.",
                       "bench_pool --rounds 9"};
    bench.note("200 tasks/ms are 5,000 ns a task, 1,000 tasks/ms are 1,000 ns");
    bench.contest(one, "tasks/ms",
                  contestants([]<class Pool>() { return one_by_one<Pool>; }));
    bench.contest(many, "tasks/ms",
                  contestants([]<class Pool>() { return by_the_thousand<Pool>; }));
    bench.contest(map, "tasks/ms",
                  {{"ThreadPool", mapped<ThreadPool>},
                   {"FastThreadPool", mapped<FastThreadPool>},
                   {"one thread", serial}});
    bench.goal({"pool_vs_best_peer",
                one,
                "FastThreadPool",
                {"asio::thread_pool", "tbb::task_arena", queue},
                0.952,
                2});
    // 0.92 of two cores.
    bench.goal({"map_on_two_cores", map, "ThreadPool", {"one thread"}, 1.84, 2});
    return bench.run(argc, argv);
}
