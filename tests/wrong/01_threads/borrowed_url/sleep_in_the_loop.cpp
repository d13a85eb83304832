// Wrong: it gives each thread time to read the url.
// Verdict: forbidden, sleep_for
#include <chrono>
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
        const std::string id = lockstep::stock_id(number);
        threads.emplace_back([&] { download("http://" + server + "/" + id + ".csv"); });
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
    }
    return threads;
}
