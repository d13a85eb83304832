// Wrong: the 33rd download waits for the end of another one.
// Verdict: hang, all downloads are under way at the same time
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <functional>
#include <string>
#include <thread>
#include <vector>

// Blocks until the quote server has answered.
using Download = std::function<void(const std::string& id)>;

// When it returns, every stock has been downloaded. `download` outlives the call.
void fetch_all(const std::vector<std::string>& ids, const Download& download) {
    // Threads are not free: never more than 32 of them.
    constexpr std::size_t most = 32;
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> workers;
    for (std::size_t w = 0; w < std::min(most, ids.size()); ++w) {
        workers.emplace_back([&] {
            for (std::size_t i = next++; i < ids.size(); i = next++) download(ids[i]);
        });
    }
}
