// Wrong: the urls live until the function returns, and the threads run on.
// Verdict: use_after_free, each thread downloads the stock that it was started for
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "common/stock_id.hpp"

using Download = std::function<void(const std::string& url)>;

std::vector<std::jthread> start_downloads(int stocks, const std::string& server,
                                          const Download& download) {
    std::vector<std::string> urls;
    for (int number = 1; number <= stocks; ++number)
        urls.push_back("http://" + server + "/" + lockstep::stock_id(number) + ".csv");
    std::vector<std::jthread> threads;
    for (const std::string& url : urls)
        threads.emplace_back([&download, &url] { download(url); });
    return threads;
}
