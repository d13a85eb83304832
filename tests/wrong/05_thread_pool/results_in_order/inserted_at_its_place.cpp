// Wrong: its place is another one while those before it are not there.
// Verdict: assertion_failed, tasks may end in the reverse order
#include <algorithm>
#include <cstddef>
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
    for (std::size_t i = 0; i < inputs.size(); ++i)
        tasks.push_back(pool.submit([&, i] {
            const int result = f(inputs[i]);
            const std::lock_guard lock{mutex};
            const std::size_t place = std::min(i, results.size());
            results.insert(results.begin() + static_cast<std::ptrdiff_t>(place), result);
        }));
    for (auto& task : tasks) task.get();
    return results;
}
