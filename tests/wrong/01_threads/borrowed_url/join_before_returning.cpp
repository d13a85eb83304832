// Wrong: it waits for all threads, so it has started nothing when it returns.
// Verdict: deadlock, starting waits for nobody
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
    for (const std::string& url : urls) threads.emplace_back(download, url);
    for (std::jthread& thread : threads) thread.join();
    return threads;
}
