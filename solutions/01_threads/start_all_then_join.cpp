// A join waits. Inside the loop it waits before the next thread is started, so only one
// download is ever under way. Two loops: the first starts all, the second waits for all,
// and then it does not matter in which order they end.
#include <functional>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

void fetch_all(const std::vector<std::string>& ids, const Download& download) {
    std::vector<std::thread> threads;
    for (const std::string& id : ids) threads.emplace_back(download, id);
    for (std::thread& thread : threads) thread.join();
}
