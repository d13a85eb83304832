// Wrong: the messages are looked at while the threads still run.
// Verdict: data_race, a failed download is named and the others finish
#include <exception>
#include <functional>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

std::vector<std::string> fetch_all(const std::vector<std::string>& ids,
                                   const Download& download) {
    std::vector<std::string> slots(ids.size()), messages;
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < ids.size(); ++i)
        threads.emplace_back([&download, &id = ids[i], &slot = slots[i]] {
            try {
                download(id);
            } catch (const std::exception& failure) {
                slot = id + ": " + failure.what();
            }
        });
    for (const std::string& slot : slots)
        if (!slot.empty()) messages.push_back(slot);
    return messages;
}
