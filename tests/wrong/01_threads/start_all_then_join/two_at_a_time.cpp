// Wrong: two are under way together, the next two wait for them.
// Verdict: deadlock, all downloads are under way at the same time
#include <functional>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

void fetch_all(const std::vector<std::string>& ids, const Download& download) {
    for (std::size_t i = 0; i < ids.size(); i += 2) {
        std::vector<std::jthread> pair;
        pair.emplace_back(download, ids[i]);
        if (i + 1 < ids.size()) pair.emplace_back(download, ids[i + 1]);
    }
}
