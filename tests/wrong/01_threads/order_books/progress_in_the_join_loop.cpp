// Wrong: main tells the progress while it joins, so the first market holds up the second.
// Verdict: deadlock, progress is told while another market is still waited for
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
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < markets.size(); ++i)
        threads.emplace_back([&, i] { books[i] = fetch(markets[i]); });
    for (std::size_t i = 0; i < markets.size(); ++i) {
        threads[i].join();
        progress(static_cast<int>(i) + 1);
    }
    return books;
}
