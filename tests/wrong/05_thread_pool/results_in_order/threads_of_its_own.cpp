// Wrong: a thread for each input, and the pool has nothing to do.
// Verdict: assertion_failed, the pool does the work and each input once
#include <functional>
#include <future>
#include <mutex>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

std::vector<int> map(lockstep::ThreadPool& pool, const std::function<int(int)>& f,
                     const std::vector<int>& inputs) {
    (void)pool;
    std::vector<std::future<int>> q;
    for (const int i : inputs) q.push_back(std::async(std::launch::async, f, i));
    std::vector<int> r;
    for (auto& x : q) r.push_back(x.get());
    return r;
}
