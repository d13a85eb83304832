// Wrong: the lock is held while a market is waited for, so only one is asked at a time.
// Verdict: deadlock, all markets are asked at the same time
#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

struct Book {
    std::string market;
    double bid = 0;
    double ask = 0;
};

using Fetch = std::function<Book(const std::string& market)>;
using Progress = std::function<void(int books)>;

std::vector<Book> fetch_books(const std::vector<std::string>& markets, const Fetch& fetch,
                              const Progress& progress) {
    std::vector<Book> books(markets.size());
    std::mutex mutex;
    int done = 0;
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < markets.size(); ++i)
            threads.emplace_back([&, i] {
                const std::lock_guard lock{mutex};
                books[i] = fetch(markets[i]);
                progress(++done);
            });
    }
    return books;
}
