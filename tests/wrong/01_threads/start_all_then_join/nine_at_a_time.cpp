// Wrong: nine are under way together, and with ten stocks the tenth waits.
// Verdict: deadlock, all downloads are under way at the same time
#include <functional>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

void fetch_all(const std::vector<std::string>& ids, const Download& download) {
    std::vector<std::thread> threads;
    for (const std::string& id : ids) {
        threads.emplace_back(download, id);
        if (threads.size() < 9) continue;
        for (std::thread& thread : threads) thread.join();
        threads.clear();
    }
    for (std::thread& thread : threads) thread.join();
}
