// Each thread catches what is thrown in it and keeps the message in a slot of its own. So
// no lock is needed, and the order of the slots is that of the ids, whoever fails first.
// After the block, which joins, main may read them.
#include <cstddef>
#include <exception>
#include <functional>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

std::vector<std::string> fetch_all(const std::vector<std::string>& ids,
                                   const Download& download) {
    std::vector<std::string> messages(
        ids.size());  // one slot a thread; empty: it is there
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < ids.size(); ++i)
            threads.emplace_back([&download, &id = ids[i], &message = messages[i]] {
                try {
                    download(id);
                } catch (const std::exception& failure) {
                    message = id + ": " + failure.what();
                }
            });
    }
    std::erase(messages, "");
    return messages;
}
