// One thread for each stock. start_downloads() returns while they run, and its locals die
// before the threads have used them: stocks are missing, others come twice, one crashes.
// TODO: each thread has what it needs for as long as it runs. Mend start_downloads(),
// which only starts: it waits for nobody. Of all that is named there only `download`
// outlives the threads. Read again: "Why it is correct" in lessons/01_threads/README.md.
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
        const std::string id = lockstep::stock_id(number);
        threads.emplace_back([&] { download("http://" + server + "/" + id + ".csv"); });
    }
    return threads;
}
