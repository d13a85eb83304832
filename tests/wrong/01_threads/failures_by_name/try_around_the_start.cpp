// Wrong: the try block is around the start, in main's thread, where nothing is thrown.
// Verdict: exception_escaped, a failed download is named and the others finish
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
        for (const std::string& id : ids) try {
                threads.emplace_back(download, id);
            } catch (const std::exception& failure) {
                messages.push_back(id + ": " + failure.what());
            }
    }
    return messages;
}
