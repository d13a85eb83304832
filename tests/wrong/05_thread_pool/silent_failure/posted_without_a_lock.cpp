// Wrong: both workers add to the same vector, and no lock is held.
// Verdict: data_race
#include <exception>
#include <functional>
#include <string>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

// Each throws a std::exception or nothing.
using Jobs = std::vector<std::function<void()>>;

std::vector<std::string> run_all(const Jobs& jobs) {
    std::vector<std::string> failures;
    {
        lockstep::ThreadPool pool{2};
        for (const auto& job : jobs)
            pool.post(job, [&failures](std::exception_ptr failure) {
                try {
                    std::rethrow_exception(failure);
                } catch (const std::exception& error) {
                    failures.push_back(error.what());
                }
            });
    }  // the pool waits for all
    return failures;
}
