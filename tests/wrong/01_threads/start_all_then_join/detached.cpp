// Wrong: nobody waits for the downloads.
// Verdict: forbidden, detach
#include <functional>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

void fetch_all(const std::vector<std::string>& ids, const Download& download) {
    for (const std::string& id : ids) std::thread{download, id}.detach();
}
