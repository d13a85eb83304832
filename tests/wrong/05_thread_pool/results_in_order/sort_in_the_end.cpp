// Wrong: the inputs were sorted in the first check, the results are not.
// Verdict: assertion_failed, the first result is first even if its task ends last
#include <algorithm>
#include <functional>
#include <future>
#include <mutex>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

std::vector<int> map(lockstep::ThreadPool& pool, const std::function<int(int)>& f,
                     const std::vector<int>& inputs) {
    std::mutex mutex;
    std::vector<int> results;  // guarded by mutex
    std::vector<std::future<void>> tasks;
    for (const int input : inputs)
        tasks.push_back(pool.submit([&, input] {
            const int result = f(input);
            const std::lock_guard lock{mutex};
            results.push_back(result);
        }));
    for (auto& task : tasks) task.get();
    std::sort(results.begin(), results.end());
    return results;
}
