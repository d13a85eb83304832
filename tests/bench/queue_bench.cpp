// Items through a queue of 1024: FastQueue and BlockingQueue against oneTBB's and
// moodycamel's.

#include <chrono>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "lessons/02_queue/blocking_queue.hpp"
#include "lessons/02_queue/fast_queue.hpp"
#include "tests/bench/bench.hpp"

#ifdef LOCKSTEP_HAS_TBB
#include <tbb/concurrent_queue.h>
#endif
#ifdef LOCKSTEP_HAS_CONCURRENTQUEUE
#include <concurrentqueue/blockingconcurrentqueue.h>
#include <concurrentqueue/lightweightsemaphore.h>
#endif

namespace {

using namespace lockstep;
using Item = std::uint64_t;
constexpr std::size_t capacity = 1024;

// Each queue behind the same two members. Both block.
template <template <class> class Queue>
class Ours {
  public:
    void push(Item item) { (void)queue_.push(item); }
    Item pop() { return *queue_.pop(); }

  private:
    Queue<Item> queue_{capacity};
};

#ifdef LOCKSTEP_HAS_TBB
class Tbb {
  public:
    Tbb() { queue_.set_capacity(capacity); }
    void push(Item item) { queue_.push(item); }
    Item pop() {
        Item item = 0;
        queue_.pop(item);
        return item;
    }

  private:
    tbb::concurrent_bounded_queue<Item> queue_;
};
#endif

#ifdef LOCKSTEP_HAS_CONCURRENTQUEUE
// moodycamel's queue has no bound. A semaphore of its own library counts the free places:
// push takes one before it enqueues, pop gives one back. This is how its own readerwriter
// queue does it.
class Moodycamel {
  public:
    void push(Item item) {
        free_.wait();
        queue_.enqueue(item);
    }
    Item pop() {
        Item item = 0;
        queue_.wait_dequeue(item);
        free_.signal();
        return item;
    }

  private:
    moodycamel::BlockingConcurrentQueue<Item> queue_{capacity};
    moodycamel::LightweightSemaphore free_{static_cast<std::ptrdiff_t>(capacity)};
};
#endif

// Every number from 1 on goes through once. Returns million items a second; checks their
// sum.
template <class Queue>
double measure(std::uint64_t threads, double scale) {
    const auto each = static_cast<std::uint64_t>(400'000 * scale) / threads;
    Queue queue;
    std::vector<Item> sums(threads);
    const auto begin = std::chrono::steady_clock::now();
    {
        std::vector<std::jthread> all;
        for (std::uint64_t t = 0; t < threads; ++t) {
            all.emplace_back([&, t] {
                Item sum = 0;
                for (std::uint64_t i = 0; i < each; ++i) sum += queue.pop();
                sums[t] = sum;
            });
            all.emplace_back([&, t] {
                for (std::uint64_t i = 1; i <= each; ++i) queue.push(t * each + i);
            });
        }
    }
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
    const auto items = each * threads;
    Item sum = 0;
    for (auto one : sums) sum += one;
    if (sum != items * (items + 1) / 2)
        throw std::runtime_error{"an item was lost or doubled"};
    return static_cast<double>(items) / passed.count() / 1e6;
}

std::vector<bench::Contestant> contestants(std::uint64_t threads) {
    auto with = [threads](auto measure_one) {
        return [=](double scale) { return measure_one(threads, scale); };
    };
    std::vector<bench::Contestant> all{
        {"FastQueue", with(measure<Ours<FastQueue>>)},
        {"BlockingQueue", with(measure<Ours<BlockingQueue>>)},
        {"tbb::concurrent_bounded_queue", {}},
        {"moodycamel with a semaphore", {}},
    };
#ifdef LOCKSTEP_HAS_TBB
    all[2].rate = with(measure<Tbb>);
#endif
#ifdef LOCKSTEP_HAS_CONCURRENTQUEUE
    all[3].rate = with(measure<Moodycamel>);
#endif
    return all;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string tbb = "tbb::concurrent_bounded_queue";
    const std::string moodycamel = "moodycamel with a semaphore";
    const std::string one = "1 producer, 1 consumer";
    const std::string four = "4 producers, 4 consumers";

    bench::Bench bench{"queue",
                       "Items through a queue of 1024, ours and others' in turn.",
                       "bench_queue --rounds 9"};
    bench.note(
        "moodycamel's queue is bounded by its LightweightSemaphore of 1024 free places");
    bench.contest(one, "million items/s", contestants(1));
    bench.contest(four, "million items/s", contestants(4));
    bench.goal({"queue_1x1_vs_tbb", one, "FastQueue", {tbb}, 0.9, 2});
    bench.goal(
        {"queue_4x4_vs_better_peer", four, "FastQueue", {tbb, moodycamel}, 1.2, 2});
    return bench.run(argc, argv);
}
