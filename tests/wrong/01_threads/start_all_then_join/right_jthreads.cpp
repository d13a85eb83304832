// Right: the vector of jthreads joins all of them at the end.
// Verdict: passed
#include <functional>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

void fetch_all(const std::vector<std::string>& ids, const Download& download) {
    std::vector<std::jthread> threads;
    for (const std::string& id : ids) threads.emplace_back([&] { download(id); });
}
