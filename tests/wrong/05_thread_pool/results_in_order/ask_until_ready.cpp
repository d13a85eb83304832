// Wrong: it asks each future again and again whether it is ready.
// Verdict: forbidden, wait_for
#include <chrono>
#include <functional>
#include <future>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

std::vector<int> map(lockstep::ThreadPool& pool, const std::function<int(int)>& f,
                     const std::vector<int>& inputs) {
    std::vector<std::future<int>> tasks;
    for (const int input : inputs) tasks.push_back(pool.submit(f, input));
    std::vector<int> results;
    for (auto& task : tasks) {
        while (task.wait_for(std::chrono::seconds{0}) != std::future_status::ready)
            continue;
        results.push_back(task.get());
    }
    return results;
}
