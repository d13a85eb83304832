// Wrong: it says which stock failed, but not why.
// Verdict: assertion_failed, a failed download is named and the others finish
#include <functional>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

std::vector<std::string> fetch_all(const std::vector<std::string>& ids,
                                   const Download& download) {
    std::vector<std::string> messages(ids.size());
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < ids.size(); ++i)
            threads.emplace_back([&download, &id = ids[i], &message = messages[i]] {
                try {
                    download(id);
                } catch (...) {
                    message = id + ": failed";
                }
            });
    }
    std::erase(messages, "");
    return messages;
}
