// Wrong: progress is told of a book that is not there yet.
// Verdict: assertion_failed, progress is told when a book has come
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
                progress(++done);
                books[i] = fetch(markets[i]);
            });
    }
    return books;
}
