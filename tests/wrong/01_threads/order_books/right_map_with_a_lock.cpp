// Right: a map guarded by a mutex, read in the order of the markets.
// Verdict: passed
#include <atomic>
#include <functional>
#include <map>
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
    std::map<std::string, Book> found;  // guarded by mutex
    std::mutex mutex;
    {
        std::vector<std::jthread> threads;
        for (const std::string& market : markets)
            threads.emplace_back([&] {
                Book book = fetch(market);
                std::unique_lock lock{mutex};
                found[market] = std::move(book);
                const auto done = found.size();
                lock.unlock();
                progress(static_cast<int>(done));
            });
    }
    std::vector<Book> books;
    for (const std::string& market : markets) books.push_back(found[market]);
    return books;
}
