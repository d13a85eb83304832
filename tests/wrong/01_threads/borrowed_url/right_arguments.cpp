// Right: a thread copies its arguments.
// Verdict: passed
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
        threads.emplace_back(download, "http://" + server + "/" +
                                           lockstep::stock_id(number) + ".csv");
    return threads;
}
