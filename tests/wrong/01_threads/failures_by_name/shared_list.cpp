// Wrong: the threads push into one vector, and nothing orders them.
// Verdict: data_race, of several failures each is named in the order of the ids
#include <exception>
#include <functional>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

std::vector<std::string> fetch_all(const std::vector<std::string>& ids,
                                   const Download& download) {
    std::vector<std::string> messages;
    {
        std::vector<std::jthread> threads;
        for (const std::string& id : ids)
            threads.emplace_back([&download, &id, &messages] {
                try {
                    download(id);
                } catch (const std::exception& failure) {
                    messages.push_back(id + ": " + failure.what());
                }
            });
    }
    return messages;
}
