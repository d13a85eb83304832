// Right: each task writes to the place of its input.
// Verdict: passed
#include <functional>
#include <future>
#include <mutex>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

std::vector<int> map(lockstep::ThreadPool& pool, const std::function<int(int)>& f,
                     const std::vector<int>& inputs) {
    std::vector<int> results(inputs.size());
    std::vector<std::future<void>> tasks;
    for (std::size_t i = 0; i < inputs.size(); ++i)
        tasks.push_back(pool.submit([&, i] { results[i] = f(inputs[i]); }));
    for (auto& task : tasks) task.get();
    return results;
}
