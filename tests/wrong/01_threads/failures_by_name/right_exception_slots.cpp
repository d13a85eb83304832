// Right: the exceptions themselves are kept, and thrown again in main.
// Verdict: passed
#include <exception>
#include <functional>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

std::vector<std::string> fetch_all(const std::vector<std::string>& ids,
                                   const Download& download) {
    std::vector<std::exception_ptr> failures(ids.size());
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < ids.size(); ++i)
            threads.emplace_back([&download, &id = ids[i], &failure = failures[i]] {
                try {
                    download(id);
                } catch (...) {
                    failure = std::current_exception();
                }
            });
    }
    std::vector<std::string> messages;
    for (std::size_t i = 0; i < ids.size(); ++i) try {
            if (failures[i]) std::rethrow_exception(failures[i]);
        } catch (const std::exception& failure) {
            messages.push_back(ids[i] + ": " + failure.what());
        }
    return messages;
}
