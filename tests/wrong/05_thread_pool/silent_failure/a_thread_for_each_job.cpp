// Wrong: all jobs run at a time.
// Verdict: assertion_failed, no more than two jobs run at a time
#include <exception>
#include <functional>
#include <future>
#include <string>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

// Each throws a std::exception or nothing.
using Jobs = std::vector<std::function<void()>>;

std::vector<std::string> run_all(const Jobs& jobs) {
    std::vector<std::string> failures;
    std::vector<std::future<void>> futures;
    for (const auto& job : jobs) futures.push_back(std::async(std::launch::async, job));
    for (auto& f : futures) try {
            f.get();
        } catch (const std::exception& e) {
            failures.push_back(e.what());
        }
    return failures;
}
