// Wrong: it catches everything, because it does one download after another.
// Verdict: deadlock, all downloads are under way at the same time
#include <exception>
#include <functional>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

std::vector<std::string> fetch_all(const std::vector<std::string>& ids,
                                   const Download& download) {
    std::vector<std::string> messages;
    for (const std::string& id : ids) try {
            download(id);
        } catch (const std::exception& failure) {
            messages.push_back(id + ": " + failure.what());
        }
    return messages;
}
