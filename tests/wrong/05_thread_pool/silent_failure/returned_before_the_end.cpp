// Wrong: the failures are returned while the pool still runs.
// Verdict: assertion_failed, every failure is told
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

using Jobs = std::vector<std::function<void()>>;

std::vector<std::string> run_all(const Jobs& jobs) {
    std::mutex mutex;
    std::vector<std::string> failures;
    lockstep::ThreadPool pool{2};
    for (const auto& job : jobs)
        pool.post(job, [&](const std::exception_ptr& failure) {
            const std::lock_guard lock{mutex};
            try {
                std::rethrow_exception(failure);
            } catch (const std::exception& error) {
                failures.emplace_back(error.what());
            }
        });
    const std::lock_guard lock{mutex};
    const auto told = failures;
    return told;
}
