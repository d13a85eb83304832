// Wrong: an exception of somebody's own, derived from std::exception, ends the program.
// Verdict: exception_escaped, every kind of std exception is named
#include <cstddef>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

// Blocks until the stock is there. Throws a std::exception that says what went wrong,
// from whichever thread calls it.
using Download = std::function<void(const std::string& id)>;

// All downloads are under way at the same time.
std::vector<std::string> fetch_all(const std::vector<std::string>& ids,
                                   const Download& download) {
    std::vector<std::optional<std::string>> failures(ids.size());
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            threads.emplace_back([&, i] {
                try {
                    download(ids[i]);
                } catch (const std::runtime_error& error) {
                    failures[i] = ids[i] + ": " + error.what();
                } catch (const std::logic_error& error) {
                    failures[i] = ids[i] + ": " + error.what();
                }
            });
        }
    }
    std::vector<std::string> messages;
    for (auto& failure : failures)
        if (failure) messages.push_back(std::move(*failure));
    return messages;
}
