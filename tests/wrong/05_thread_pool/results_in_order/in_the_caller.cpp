// Wrong: it does the work itself; the pool has nothing to do.
// Verdict: deadlock, the first result is first even if its task ends last
#include <functional>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

std::vector<int> map(lockstep::ThreadPool&, const std::function<int(int)>& f,
                     const std::vector<int>& inputs) {
    std::vector<int> results;
    for (const int input : inputs) results.push_back(f(input));
    return results;
}
