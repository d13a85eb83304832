#include "lessons/04_thread_local/cost.hpp"

#include <chrono>
#include <map>
#include <mutex>
#include <thread>

namespace lockstep {

namespace {

// volatile, so that the compiler does each increment and not their sum.
volatile int global_counter = 0;
thread_local volatile int local_counter = 0;

class Counter {
  public:
    Counter() : value_{global_counter} {}  // not a constant: made when first used
    void add_one() { value_ = value_ + 1; }

  private:
    volatile int value_;
};
thread_local Counter local_object;

std::mutex mutex;
std::map<std::thread::id, int> counters;  // guarded by mutex

template <class Body>
double nanoseconds_each(int rounds, const Body& body) {
    const auto begin = std::chrono::steady_clock::now();
    for (int round = 0; round < rounds; ++round) body();
    const std::chrono::duration<double, std::nano> passed =
        std::chrono::steady_clock::now() - begin;
    return passed.count() / rounds;
}

}  // namespace

Cost measure_cost(int rounds) {
    Cost cost;
    cost.plain_global =
        nanoseconds_each(rounds, [] { global_counter = global_counter + 1; });
    cost.thread_local_int =
        nanoseconds_each(rounds, [] { local_counter = local_counter + 1; });
    cost.thread_local_object = nanoseconds_each(rounds, [] { local_object.add_one(); });
    cost.guarded_map = nanoseconds_each(rounds, [] {
        const std::lock_guard lock{mutex};
        ++counters[std::this_thread::get_id()];
    });
    return cost;
}

}  // namespace lockstep
