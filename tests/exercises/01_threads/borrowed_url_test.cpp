#include <atomic>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "tests/exercises/grader/expect_seen.hpp"
#include "tests/exercises/grader/gathering.hpp"
#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

// The server's name is gone when start_downloads has returned.
auto start(int stocks, const char* server, const Download& download) {
    const auto name = std::make_unique<std::string>(server);
    return start_downloads(stocks, *name, download);
}

std::multiset<std::string> urls_of(int stocks, const char* server) {
    std::mutex mutex;
    std::multiset<std::string> urls;  // guarded by mutex
    const Download download = [&](const std::string& url) {
        expect(url.size() < 1000, "the url is one and not what stands there now");
        const std::lock_guard lock{mutex};
        urls.insert(url);
    };
    start(stocks, server, download).clear();  // joins
    const std::lock_guard lock{mutex};
    return urls;
}

}  // namespace

TEST_CASE("each thread downloads the stock that it was started for") {
    explored([] {
        expect_seen(urls_of(2, "127.0.0.1:8080/quotes/of/shenzhen"),
                    {"http://127.0.0.1:8080/quotes/of/shenzhen/000001.csv",
                     "http://127.0.0.1:8080/quotes/of/shenzhen/000002.csv"},
                    "000001 and 000002 are downloaded");
    });
    explored([] {
        expect_seen(urls_of(1, "quotes.example"), {"http://quotes.example/000001.csv"},
                    "000001 is downloaded from quotes.example");
    });
    explored([] {
        const std::string name(253, 'q');
        expect(urls_of(1, name.c_str()) ==
                   std::multiset<std::string>{"http://" + name + "/000001.csv"},
               "000001 is downloaded from a server whose name has 253 letters, the most "
               "that there can be");
    });
}

TEST_CASE("two at a time do not meet") {
    explored([] {
        std::mutex mutex;
        std::multiset<std::string> urls;  // guarded by mutex
        const Download download = [&](const std::string& url) {
            const std::lock_guard lock{mutex};
            urls.insert(url);
        };
        {
            const auto one = start(1, "a.example", download);
            const auto two = start(1, "b.example", download);
        }
        expect_seen(
            urls, {"http://a.example/000001.csv", "http://b.example/000001.csv"},
            "start_downloads is called again while the first threads still run, and "
            "each stock is downloaded once from each server");
    });
}

TEST_CASE("starting waits for nobody") {
    explored([] {
        Gathering gathering{3};
        const Download download = [&](const std::string&) { gathering.come_and_wait(); };
        const auto threads = start(2, "quotes.example", download);
        gathering.come_and_wait();
    });
    // A thread goes on until it has to wait: only then does the next one begin.
    explored(
        [] {
            std::atomic<bool> is_back{false};
            const Download download = [&](const std::string&) {
                expect(is_back, "start_downloads comes back when no thread has done "
                                "anything yet");
            };
            const auto threads = start(2, "quotes.example", download);
            is_back = true;
        },
        {.preemptions = 0, .random_schedules = 0, .early_wakes = 0});
}
