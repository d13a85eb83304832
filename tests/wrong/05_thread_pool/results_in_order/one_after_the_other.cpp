// Wrong: each result is waited for before the next input is submitted.
// Verdict: deadlock, the first result is first even if its task ends last
#include <functional>
#include <future>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

std::vector<int> map(lockstep::ThreadPool& pool, const std::function<int(int)>& f,
                     const std::vector<int>& inputs) {
    std::vector<int> results;
    for (const int input : inputs) results.push_back(pool.submit(f, input).get());
    return results;
}
