// Wrong: the number is atomic now, but it is still one number for all threads.
// Verdict: assertion_failed, each thread downloads the stock that it was started for
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/stock_id.hpp"

using Download = std::function<void(const std::string& url)>;

std::vector<std::jthread> start_downloads(int stocks, const std::string& server,
                                          const Download& download) {
    std::vector<std::jthread> threads;
    const auto number = std::make_shared<std::atomic<int>>(1);
    for (; *number <= stocks; ++*number)
        threads.emplace_back([number, server, &download] {
            download("http://" + server + "/" + lockstep::stock_id(*number) + ".csv");
        });
    return threads;
}
