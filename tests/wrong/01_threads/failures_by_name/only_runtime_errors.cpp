// Wrong: other exceptions than std::runtime_error leave the thread.
// Verdict: exception_escaped, every kind of std exception is named
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

// Blocks until the stock is there. Throws a std::exception that says what went wrong,
// from whichever thread calls it.
using Download = std::function<void(const std::string& id)>;

// All downloads are under way at the same time.
std::vector<std::string> fetch_all(const std::vector<std::string>& ids,
                                   const Download& download) {
    std::vector<std::string> messages;
    std::vector<std::string> slots(ids.size());
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < ids.size(); ++i)
            threads.emplace_back([&, i] {
                try {
                    download(ids[i]);
                } catch (const std::runtime_error& e) {
                    slots[i] = ids[i] + ": " + e.what();
                }
            });
    }
    for (auto& s : slots)
        if (!s.empty()) messages.push_back(s);
    return messages;
}
