// Wrong: it runs the jobs itself.
// Verdict: hang, two jobs run at a time
#include <exception>
#include <functional>
#include <string>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

using Jobs = std::vector<std::function<void()>>;

std::vector<std::string> run_all(const Jobs& jobs) {
    std::vector<std::string> failures;
    for (const auto& job : jobs) {
        try {
            job();
        } catch (const std::exception& error) {
            failures.emplace_back(error.what());
        }
    }
    return failures;
}
