// Wrong: the next inputs go to the pool when those before have ended.
// Verdict: deadlock, all inputs go to the pool at once
#include <algorithm>
#include <cstddef>
#include <functional>
#include <future>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

std::vector<int> map(lockstep::ThreadPool& pool, const std::function<int(int)>& f,
                     const std::vector<int>& inputs) {
    std::vector<int> results;
    results.reserve(inputs.size());
    for (std::size_t begin = 0; begin < inputs.size(); begin += pool.size()) {
        const std::size_t end = std::min(begin + pool.size(), inputs.size());
        std::vector<std::future<int>> batch;
        for (std::size_t i = begin; i < end; ++i)
            batch.push_back(pool.submit(f, inputs[i]));
        for (auto& one : batch) results.push_back(one.get());
    }
    return results;
}
