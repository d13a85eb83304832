// Wrong: the id is a copy, but the server's name is still the caller's, and gone.
// Verdict: use_after_free, each thread downloads the stock that it was started for
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "common/stock_id.hpp"

using Download = std::function<void(const std::string& url)>;

std::vector<std::jthread> start_downloads(int stocks, const std::string& server,
                                          const Download& download) {
    std::vector<std::jthread> threads;
    for (int number = 1; number <= stocks; ++number) {
        const std::string id = lockstep::stock_id(number);
        threads.emplace_back(
            [&, id] { download("http://" + server + "/" + id + ".csv"); });
    }
    return threads;
}
