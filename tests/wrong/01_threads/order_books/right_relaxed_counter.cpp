// Right: the counter counts and orders nothing; the join does that.
// Verdict: passed
#include <atomic>
#include <functional>
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
    std::atomic<int> done{0};
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < markets.size(); ++i)
            threads.emplace_back([&, i] {
                books[i] = fetch(markets[i]);
                progress(done.fetch_add(1, std::memory_order_relaxed) + 1);
            });
    }
    return books;
}
