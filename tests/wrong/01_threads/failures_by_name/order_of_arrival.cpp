// Wrong: with a lock no message is lost, but who fails first is named first.
// Verdict: assertion_failed, of several failures each is named in the order of the ids
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

std::vector<std::string> fetch_all(const std::vector<std::string>& ids,
                                   const Download& download) {
    std::vector<std::string> messages;
    std::mutex mutex;
    {
        std::vector<std::jthread> threads;
        for (const std::string& id : ids)
            threads.emplace_back([&] {
                try {
                    download(id);
                } catch (const std::exception& failure) {
                    const std::lock_guard lock{mutex};
                    messages.push_back(id + ": " + failure.what());
                }
            });
    }
    return messages;
}
