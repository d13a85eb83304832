// Right: a place for each job, and only who has failed fills it.
// Verdict: passed
#include <exception>
#include <functional>
#include <future>
#include <optional>
#include <string>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

using Jobs = std::vector<std::function<void()>>;

std::vector<std::string> run_all(const Jobs& jobs) {
    std::vector<std::optional<std::string>> told(jobs.size());
    {
        lockstep::ThreadPool pool{2};
        for (std::size_t i = 0; i < jobs.size(); ++i)
            (void)pool.submit([&, i] {
                try {
                    jobs[i]();
                } catch (const std::exception& error) {
                    told[i] = error.what();
                }
            });
    }
    std::vector<std::string> failures;
    for (const auto& one : told)
        if (one) failures.push_back(*one);
    return failures;
}
