// Right: the calling thread downloads the first stock itself.
// Verdict: passed
#include <functional>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

void fetch_all(const std::vector<std::string>& ids, const Download& download) {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < ids.size(); ++i)
        threads.emplace_back(download, std::cref(ids[i]));
    if (!ids.empty()) download(ids.front());
}
