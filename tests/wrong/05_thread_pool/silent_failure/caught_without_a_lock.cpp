// Wrong: two workers push their failures at the same time.
// Verdict: data_race, every failure is told
#include <exception>
#include <functional>
#include <string>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

using Jobs = std::vector<std::function<void()>>;

std::vector<std::string> run_all(const Jobs& jobs) {
    std::vector<std::string> failures;
    {
        lockstep::ThreadPool pool{2};
        for (const auto& job : jobs)
            (void)pool.submit([&] {
                try {
                    job();
                } catch (const std::exception& error) {
                    failures.emplace_back(error.what());
                }
            });
    }
    return failures;
}
