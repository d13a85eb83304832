// Right: a future carries the exception to the one who asks it.
// Verdict: passed
#include <exception>
#include <functional>
#include <future>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

std::vector<std::string> fetch_all(const std::vector<std::string>& ids,
                                   const Download& download) {
    std::vector<std::future<void>> futures;
    for (const std::string& id : ids)
        futures.push_back(std::async(std::launch::async, download, id));
    std::vector<std::string> messages;
    for (std::size_t i = 0; i < ids.size(); ++i) try {
            futures[i].get();
        } catch (const std::exception& failure) {
            messages.push_back(ids[i] + ": " + failure.what());
        }
    return messages;
}
