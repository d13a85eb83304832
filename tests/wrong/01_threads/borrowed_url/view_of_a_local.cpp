// Wrong: the view is a copy, but the string that it shows is gone.
// Verdict: use_after_free, each thread downloads the stock that it was started for
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "common/stock_id.hpp"

using Download = std::function<void(const std::string& url)>;

std::vector<std::jthread> start_downloads(int stocks, const std::string& server,
                                          const Download& download) {
    std::vector<std::jthread> threads;
    for (int number = 1; number <= stocks; ++number) {
        const std::string url =
            "http://" + server + "/" + lockstep::stock_id(number) + ".csv";
        threads.emplace_back(
            [&download, view = std::string_view{url}] { download(std::string{view}); });
    }
    return threads;
}
