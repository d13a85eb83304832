// Wrong: a single string outside of the loop, which the loop goes on changing.
// Verdict: data_race, each thread downloads the stock that it was started for
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "common/stock_id.hpp"

using Download = std::function<void(const std::string& url)>;

std::vector<std::jthread> start_downloads(int stocks, const std::string& server,
                                          const Download& download) {
    std::vector<std::jthread> threads;
    static std::string url;
    for (int number = 1; number <= stocks; ++number) {
        url = "http://" + server + "/" + lockstep::stock_id(number) + ".csv";
        threads.emplace_back([&] { download(url); });
    }
    return threads;
}
