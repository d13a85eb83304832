// Wrong: the future that nobody keeps waits for its task when it is destroyed.
// Verdict: deadlock, all downloads are under way at the same time
#include <functional>
#include <future>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

void fetch_all(const std::vector<std::string>& ids, const Download& download) {
    for (const std::string& id : ids) (void)std::async(std::launch::async, download, id);
}
