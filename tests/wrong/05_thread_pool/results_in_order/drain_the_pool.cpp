// Wrong: it ends a pool that others want to use.
// Verdict: exception_escaped, the pool does the work and each input once
#include <functional>
#include <future>
#include <mutex>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

std::vector<int> map(lockstep::ThreadPool& pool, const std::function<int(int)>& f,
                     const std::vector<int>& inputs) {
    std::vector<int> results(inputs.size());
    for (std::size_t i = 0; i < inputs.size(); ++i)
        (void)pool.submit([&, i] { results[i] = f(inputs[i]); });
    pool.drain();
    return results;
}
