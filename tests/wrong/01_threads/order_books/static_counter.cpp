// Wrong: the second call goes on counting where the first one ended.
// Verdict: assertion_failed, progress is told each number once
#include <atomic>
#include <cstddef>
#include <functional>
#include <string>
#include <thread>
#include <vector>

struct Book {
    std::string market;
    double bid = 0;  // the best that somebody would pay
    double ask = 0;  // the best that somebody would sell for
};

// Both may be called from several threads at the same time. Neither throws.
using Fetch = std::function<Book(const std::string& market)>;  // blocks
using Progress = std::function<void(int books)>;

// All markets are asked at the same time.
std::vector<Book> fetch_books(const std::vector<std::string>& markets, const Fetch& fetch,
                              const Progress& progress) {
    static std::atomic<int> come = 0;
    std::vector<Book> books(markets.size());
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < markets.size(); ++i) {
        threads.emplace_back([&, i] {
            books[i] = fetch(markets[i]);
            progress(come.fetch_add(1) + 1);
        });
    }
    for (std::thread& thread : threads) thread.join();
    return books;
}
