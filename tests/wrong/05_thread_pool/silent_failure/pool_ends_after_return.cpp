// Wrong: the pool ends after the return, too late if the compiler moves `failures`.
// Verdict: assertion_failed, every failure is told
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

// Each throws a std::exception or nothing.
using Jobs = std::vector<std::function<void()>>;

std::vector<std::string> run_all(const Jobs& jobs) {
    std::mutex mutex;
    std::vector<std::string> failures;  // guarded by mutex
    lockstep::ThreadPool pool{2};
    for (const auto& job : jobs)
        (void)pool.submit([&] {
            try {
                job();
            } catch (const std::exception& error) {
                const std::lock_guard lock{mutex};
                failures.emplace_back(error.what());
            }
        });
    return failures;
}
