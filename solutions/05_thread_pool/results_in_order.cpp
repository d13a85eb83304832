// The results came in the order in which the tasks ended. A future is the receipt of one
// task, and the receipts lie in the order of the inputs: who asks them one after the
// other gets the results in that order. Each is asked only after all tasks are submitted,
// or they would run one after the other. And all have ended before the first is asked:
// when f throws, get() does too, and nobody must still be using what f refers to.
#include <functional>
#include <future>
#include <vector>

#include "lessons/05_thread_pool/thread_pool.hpp"

std::vector<int> map(lockstep::ThreadPool& pool, const std::function<int(int)>& f,
                     const std::vector<int>& inputs) {
    std::vector<std::future<int>> tasks;
    for (const int input : inputs) tasks.push_back(pool.submit(f, input));
    for (auto& task : tasks) task.wait();
    std::vector<int> results;
    for (auto& task : tasks) results.push_back(task.get());
    return results;
}
