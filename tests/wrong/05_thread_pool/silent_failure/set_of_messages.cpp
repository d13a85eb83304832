// Wrong: two failures with the same words are told once.
// Verdict: assertion_failed, two failures with the same words are two
#include <exception>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

// Each throws a std::exception or nothing.
using Jobs = std::vector<std::function<void()>>;

std::vector<std::string> run_all(const Jobs& jobs) {
    std::set<std::string> failures;
    lockstep::ThreadPool pool{2};
    std::vector<std::future<void>> futures;
    for (const auto& job : jobs) futures.push_back(pool.submit(job));
    for (auto& f : futures) try {
            f.get();
        } catch (const std::exception& e) {
            failures.insert(e.what());
        }
    return {failures.begin(), failures.end()};
}
