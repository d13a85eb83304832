// Wrong: all calls share the urls, and the second call clears those of the first.
// Verdict: data_race, two at a time do not meet
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "common/stock_id.hpp"

using Download = std::function<void(const std::string& url)>;

// Starts the downloads of http://SERVER/000001.csv, http://SERVER/000002.csv ...
std::vector<std::jthread> start_downloads(int stocks, const std::string& server,
                                          const Download& download) {
    static std::vector<std::string> urls;  // outlives the threads
    urls.clear();
    for (int number = 1; number <= stocks; ++number)
        urls.push_back("http://" + server + "/" + lockstep::stock_id(number) + ".csv");
    std::vector<std::jthread> threads;
    for (const std::string& url : urls)
        threads.emplace_back([&download, &url] { download(url); });
    return threads;
}
