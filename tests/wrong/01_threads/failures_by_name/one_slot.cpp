// Wrong: one slot for all exceptions, so the second failure overwrites the first.
// Verdict: data_race, of several failures each is named in the order of the ids
#include <exception>
#include <functional>
#include <string>
#include <thread>
#include <vector>

using Download = std::function<void(const std::string& id)>;

std::vector<std::string> fetch_all(const std::vector<std::string>& ids,
                                   const Download& download) {
    std::exception_ptr failed;
    std::string failed_id;
    {
        std::vector<std::jthread> threads;
        for (const std::string& id : ids)
            threads.emplace_back([&] {
                try {
                    download(id);
                } catch (...) {
                    failed = std::current_exception();
                    failed_id = id;
                }
            });
    }
    try {
        if (failed) std::rethrow_exception(failed);
    } catch (const std::exception& failure) {
        return {failed_id + ": " + failure.what()};
    }
    return {};
}
