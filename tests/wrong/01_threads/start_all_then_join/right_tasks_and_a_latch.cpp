// Right: the tasks count down at their end, and the futures are asked last.
// Verdict: passed
#include <cstddef>
#include <functional>
#include <future>
#include <latch>
#include <string>
#include <thread>
#include <utility>
#include <vector>

// Blocks until the quote server has answered.
using Download = std::function<void(const std::string& id)>;

// When it returns, every stock has been downloaded. `download` outlives the call.
void fetch_all(const std::vector<std::string>& ids, const Download& download) {
    std::latch ended{static_cast<std::ptrdiff_t>(ids.size())};
    std::vector<std::future<void>> results;
    std::vector<std::jthread> threads;
    for (const std::string& id : ids) {
        std::packaged_task<void()> task{[&download, &id] { download(id); }};
        results.push_back(task.get_future());
        threads.emplace_back([&ended, task = std::move(task)]() mutable {
            task();
            ended.count_down();
        });
    }
    ended.wait();
    for (auto& thread : threads) thread.join();
    for (auto& result : results) result.get();
}
