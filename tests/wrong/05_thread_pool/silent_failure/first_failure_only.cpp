// Wrong: one try around all futures: the first failure hides the second.
// Verdict: assertion_failed, every failure is told
#include <exception>
#include <functional>
#include <future>
#include <string>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

using Jobs = std::vector<std::function<void()>>;

std::vector<std::string> run_all(const Jobs& jobs) {
    std::vector<std::string> failures;
    lockstep::ThreadPool pool{2};
    std::vector<std::future<void>> ends;
    for (const auto& job : jobs) ends.push_back(pool.submit(job));
    try {
        for (auto& end : ends) end.get();
    } catch (const std::exception& error) {
        failures.emplace_back(error.what());
    }
    return failures;
}
