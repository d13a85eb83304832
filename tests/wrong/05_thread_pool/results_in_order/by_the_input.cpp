// Wrong: a table by input has one place for two equal inputs.
// Verdict: assertion_failed, each input has its result
#include <functional>
#include <future>
#include <map>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

std::vector<int> map(lockstep::ThreadPool& pool, const std::function<int(int)>& f,
                     const std::vector<int>& inputs) {
    std::vector<int> order;
    std::map<int, std::future<int>> tasks;
    for (const int input : inputs) {
        if (tasks.count(input) == 0) order.push_back(input);
        tasks.try_emplace(input, pool.submit(f, input));
    }
    std::vector<int> results;
    for (const int input : order) results.push_back(tasks[input].get());
    return results;
}
