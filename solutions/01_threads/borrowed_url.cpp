// [&] hands out references to whatever the lambda names, and each of them is good for as
// long as its variable lives: `id` for one turn of the loop, `server` until the caller's
// string is gone. Now each thread has its own url, a copy. Only `download` is still
// borrowed, because it is known to live longer; the list of captures says so.
#include <functional>
#include <string>
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
        threads.emplace_back([&download, url] { download(url); });
    }
    return threads;
}
