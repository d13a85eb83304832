// Wrong: a url of more than 63 characters is cut off.
// Verdict: assertion_failed, each thread downloads the stock that it was started for
#include <array>
#include <cstdio>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "common/stock_id.hpp"

using Download = std::function<void(const std::string& url)>;

// Starts the downloads of http://SERVER/000001.csv, http://SERVER/000002.csv ...
std::vector<std::jthread> start_downloads(int stocks, const std::string& server,
                                          const Download& download) {
    std::vector<std::jthread> threads;
    for (int number = 1; number <= stocks; ++number) {
        std::array<char, 64> url{};
        std::snprintf(url.data(), url.size(), "http://%s/%06d.csv", server.c_str(),
                      number);
        threads.emplace_back([&download, url] { download(url.data()); });
    }
    return threads;
}
