// Wrong: deferred tasks run in the thread that asks for them, one after another.
// Verdict: deadlock, all downloads are under way at the same time
#include <functional>
#include <future>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

void fetch_all(const std::vector<std::string>& ids, const Download& download) {
    std::vector<std::future<void>> futures;
    for (const std::string& id : ids)
        futures.push_back(std::async(std::launch::deferred, download, id));
    for (auto& future : futures) future.get();
}
