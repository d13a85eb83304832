// Right: post with a handler, a mutex, and the pool ends before the return.
// Verdict: passed
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

using Jobs = std::vector<std::function<void()>>;

std::vector<std::string> run_all(const Jobs& jobs) {
    std::mutex mutex;
    std::vector<std::string> failures;  // guarded by mutex
    {
        lockstep::ThreadPool pool{2};
        for (const auto& job : jobs)
            pool.post(job, [&](const std::exception_ptr& failure) {
                try {
                    std::rethrow_exception(failure);
                } catch (const std::exception& error) {
                    const std::lock_guard lock{mutex};
                    failures.emplace_back(error.what());
                }
            });
    }
    return failures;
}
