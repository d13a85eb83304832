// Every night some jobs run on a pool of two. One of them fails, and nobody notices until
// its files are missed: what it threw went into a future that nobody asked.
// TODO: run_all() returns what() of every job that failed, in any order. All jobs run,
// whatever another one does, two at a time. You may edit all of run_all().
// Read again: "Why it is correct" in lessons/05_thread_pool/README.md.
#include <functional>
#include <string>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

// Each throws a std::exception or nothing.
using Jobs = std::vector<std::function<void()>>;

std::vector<std::string> run_all(const Jobs& jobs) {
    std::vector<std::string> failures;
    lockstep::ThreadPool pool{2};
    for (const auto& job : jobs) (void)pool.submit(job);
    return failures;
}
