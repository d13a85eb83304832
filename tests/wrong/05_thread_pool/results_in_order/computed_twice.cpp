// Wrong: the pool computes all, and then the caller once more.
// Verdict: assertion_failed, the pool does the work and each input once
#include <functional>
#include <future>
#include <mutex>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

std::vector<int> map(lockstep::ThreadPool& pool, const std::function<int(int)>& f,
                     const std::vector<int>& inputs) {
    std::vector<std::future<int>> q;
    for (const int i : inputs) q.push_back(pool.submit(f, i));
    for (auto& x : q) x.get();
    std::vector<int> r;
    for (const int i : inputs) r.push_back(f(i));
    return r;
}
