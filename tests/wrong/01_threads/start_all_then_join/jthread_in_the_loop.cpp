// Wrong: a jthread joins at the end of its block, which is here each turn of the loop.
// Verdict: deadlock, all downloads are under way at the same time
#include <functional>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

void fetch_all(const std::vector<std::string>& ids, const Download& download) {
    for (const std::string& id : ids) std::jthread thread{download, id};
}
