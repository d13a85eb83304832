// Wrong: what() is read when the exception is gone.
// Verdict: assertion_failed, what is told outlives its exception
#include <exception>
#include <functional>
#include <future>
#include <string>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

// Each throws a std::exception or nothing.
using Jobs = std::vector<std::function<void()>>;

std::vector<std::string> run_all(const Jobs& jobs) {
    lockstep::ThreadPool pool{2};
    std::vector<std::future<void>> nights;
    nights.reserve(jobs.size());
    for (const auto& job : jobs) nights.push_back(pool.submit(job));

    std::vector<const char*> reasons;
    for (auto& night : nights) {
        try {
            night.get();
        } catch (const std::exception& error) {
            reasons.push_back(error.what());
        }
    }
    return {reasons.begin(), reasons.end()};
}
