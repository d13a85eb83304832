// The vector has its size before the first thread starts, and each thread writes one
// element of it, its own: so the order is that of the markets, and no lock is needed.
// What they share is the counter. ++ on an atomic adds and tells the sum in one step; to
// add and then look again would let two threads see the same number.
#include <atomic>
#include <cstddef>
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
                progress(++done);
            });
    }  // ~jthread joins: now the books may be read
    return books;
}
