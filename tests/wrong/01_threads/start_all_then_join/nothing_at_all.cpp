// Wrong: no download, no waiting.
// Verdict: assertion_failed, every stock is downloaded once
#include <functional>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

void fetch_all(const std::vector<std::string>& ids, const Download& download) {
    (void)ids, (void)download;
}
