// Wrong: an empty text stands for a job that went well.
// Verdict: assertion_failed, a failure without words is told too
#include <exception>
#include <functional>
#include <future>
#include <string>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

using Jobs = std::vector<std::function<void()>>;

std::vector<std::string> run_all(const Jobs& jobs) {
    std::vector<std::string> told(jobs.size());
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
    std::erase(told, "");
    return told;
}
