// Right: each result remembers its place, and is put there in the end.
// Verdict: passed
#include <functional>
#include <future>
#include <mutex>
#include <utility>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

std::vector<int> map(lockstep::ThreadPool& pool, const std::function<int(int)>& f,
                     const std::vector<int>& inputs) {
    std::mutex mutex;
    std::vector<std::pair<std::size_t, int>> ended;  // guarded by mutex
    std::vector<std::future<void>> tasks;
    for (std::size_t i = 0; i < inputs.size(); ++i)
        tasks.push_back(pool.submit([&, i] {
            const int result = f(inputs[i]);
            const std::lock_guard lock{mutex};
            ended.emplace_back(i, result);
        }));
    for (auto& task : tasks) task.get();
    std::vector<int> results(inputs.size());
    for (const auto& [i, result] : ended) results[i] = result;
    return results;
}
