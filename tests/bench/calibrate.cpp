#include "tests/bench/calibrate.hpp"

#include <algorithm>
#include <barrier>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>

namespace lockstep::bench {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds spin_time{30};
// Threads that were woken together may begin on one core; the kernel needs a moment to
// part them.
constexpr std::chrono::milliseconds settle_time{30};

struct Spin {
    double work = 0;  // steps per second of time that passed
    double core = 0;  // part of the time that the thread was on a core
};

double seconds_on_core() {
    std::timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// Returns how many steps it made.
double spin_for(std::chrono::milliseconds time) {
    const auto begin = Clock::now();
    std::uint64_t state = 1;
    double steps = 0;
    for (; Clock::now() - begin < time; steps += 1000) {
        for (int i = 0; i < 1000; ++i) {
            state = state * 6364136223846793005U + 1442695040888963407U;
            benchmark::DoNotOptimize(state);
        }
    }
    return steps;
}

Spin spin() {
    spin_for(settle_time);
    const auto begin = Clock::now();
    const double on_core_before = seconds_on_core();
    const double steps = spin_for(spin_time);
    const double passed = std::chrono::duration<double>(Clock::now() - begin).count();
    return {steps / passed, (seconds_on_core() - on_core_before) / passed};
}

Spin spin_on(unsigned threads) {
    std::vector<Spin> spins(threads);
    std::barrier start{static_cast<std::ptrdiff_t>(threads)};
    {
        std::vector<std::jthread> all;
        for (auto& mine : spins) {
            all.emplace_back([&] {
                start.arrive_and_wait();
                mine = spin();
            });
        }
    }
    Spin sum;
    for (const auto& one : spins) {
        sum.work += one.work;
        sum.core += one.core;
    }
    return sum;
}

}  // namespace

unsigned cores_of_the_machine() {
    return std::max(1U, std::thread::hardware_concurrency());
}

double free_cores() {
    const Spin one = spin_on(1);
    const Spin all = spin_on(cores_of_the_machine());
    return std::min(all.work / one.work, all.core);
}

}  // namespace lockstep::bench
