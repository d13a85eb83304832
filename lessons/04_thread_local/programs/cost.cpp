#include "lessons/04_thread_local/programs/cost.hpp"

#include <chrono>
#include <map>
#include <mutex>
#include <thread>

namespace lockstep {

namespace {

int global_counter = 0;
thread_local int local_counter = 0;

class Counter {
  public:
    Counter() : value_{global_counter} {}  // no constant: made at its first use
    void add_one() { ++value_; }

  private:
    int value_;
};
thread_local Counter local_object;

std::mutex mutex;
std::map<std::thread::id, int> counters;  // guarded by mutex

// Never inlined: or the compiler would find the variable once, and add up at the end.
[[gnu::noinline]] void count_global() {
    ++global_counter;
}
[[gnu::noinline]] void count_local() {
    ++local_counter;
}
[[gnu::noinline]] void count_object() {
    local_object.add_one();
}
[[gnu::noinline]] void count_in_map() {
    const std::lock_guard lock{mutex};
    ++counters[std::this_thread::get_id()];
}

double nanoseconds_each(int rounds, void (*count)()) {
    const auto begin = std::chrono::steady_clock::now();
    for (int round = 0; round < rounds; ++round) count();
    const std::chrono::duration<double, std::nano> passed =
        std::chrono::steady_clock::now() - begin;
    return passed.count() / rounds;
}

}  // namespace

Cost measure_cost(int rounds) {
    return {nanoseconds_each(rounds, count_global), nanoseconds_each(rounds, count_local),
            nanoseconds_each(rounds, count_object),
            nanoseconds_each(rounds, count_in_map)};
}

}  // namespace lockstep
