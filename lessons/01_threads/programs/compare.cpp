#include "lessons/01_threads/programs/compare.hpp"

#include <chrono>

#include "common/console.hpp"
#include "lessons/01_threads/programs/from_function.hpp"
#include "lessons/01_threads/programs/serial.hpp"

namespace lockstep {

namespace {

double seconds_of(void (*work)(const Job&), const Job& job) {
    const auto start = std::chrono::steady_clock::now();
    work(job);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start)
        .count();
}

}  // namespace

void compare(const Job& job) {
    say_plain("{} stocks, one after another:\n", job.ids.size());
    const double alone = seconds_of(one_after_another, job);
    if (job.stop.stop_requested()) return;

    say_plain("\nThe same {} stocks, a thread each:\n", job.ids.size());
    const double together = seconds_of(with_threads, job);
    if (job.stop.stop_requested()) return;

    say_plain("\none after another  {:5.2f} s\n"
              "in threads         {:5.2f} s\n"
              "ratio              {:5.1f}\n\n",
              alone, together, alone / together);
}

}  // namespace lockstep
