// Right: one map guarded by a mutex, read in the order of the ids.
// Verdict: passed
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

std::vector<std::string> fetch_all(const std::vector<std::string>& ids,
                                   const Download& download) {
    std::mutex mutex;
    std::map<std::string, std::string> failures;  // guarded by mutex
    {
        std::vector<std::jthread> threads;
        for (const std::string& id : ids)
            threads.emplace_back([&] {
                try {
                    download(id);
                } catch (const std::exception& failure) {
                    const std::lock_guard lock{mutex};
                    failures[id] = failure.what();
                }
            });
    }
    std::vector<std::string> messages;
    for (const std::string& id : ids)
        if (failures.contains(id)) messages.push_back(id + ": " + failures[id]);
    return messages;
}
