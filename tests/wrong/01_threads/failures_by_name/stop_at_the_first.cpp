// Wrong: only the first failure is told; with one there is no difference.
// Verdict: assertion_failed, of several failures each is named in the order of the ids
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
    for (std::size_t i = 0; i < ids.size(); ++i) try {
            futures[i].get();
        } catch (const std::exception& failure) {
            return {ids[i] + ": " + failure.what()};
        }
    return {};
}
