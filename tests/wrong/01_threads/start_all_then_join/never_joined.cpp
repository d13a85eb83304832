// Wrong: the threads are started and never joined.
// Verdict: exception_escaped, every stock is downloaded once
#include <functional>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

void fetch_all(const std::vector<std::string>& ids, const Download& download) {
    std::vector<std::thread> threads;
    for (const std::string& id : ids) threads.emplace_back(download, id);
}
