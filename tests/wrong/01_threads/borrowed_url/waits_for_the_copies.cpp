// Wrong: it waits at a latch until each thread has made its copy.
// Verdict: assertion_failed, starting waits for nobody
#include <functional>
#include <latch>
#include <string>
#include <thread>
#include <vector>

#include "common/stock_id.hpp"

using Download = std::function<void(const std::string& url)>;

// Starts the downloads of http://SERVER/000001.csv, http://SERVER/000002.csv ...
std::vector<std::jthread> start_downloads(int stocks, const std::string& server,
                                          const Download& download) {
    std::vector<std::jthread> threads;
    std::vector<std::string> urls;
    for (int number = 1; number <= stocks; ++number)
        urls.push_back("http://" + server + "/" + lockstep::stock_id(number) + ".csv");
    std::latch copied{stocks};
    for (const std::string& url : urls)
        threads.emplace_back([&download, &copied, &url] {
            const std::string mine = url;
            copied.count_down();
            download(mine);
        });
    copied.wait();
    return threads;
}
