// Wrong: the last stock is forgotten.
// Verdict: assertion_failed, every stock is downloaded once
#include <functional>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

void fetch_all(const std::vector<std::string>& ids, const Download& download) {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i + 1 < ids.size(); ++i)
        threads.emplace_back(download, ids[i]);
}
