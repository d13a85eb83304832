// Wrong: the pointer shows the letters of the caller's string, which is gone.
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
    for (int number = 1; number <= stocks; ++number)
        threads.emplace_back(
            [&download, host = server.c_str(), id = lockstep::stock_id(number)] {
                download(std::string{"http://"} + host + "/" + id + ".csv");
            });
    return threads;
}
