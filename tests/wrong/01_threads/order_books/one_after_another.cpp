// Wrong: no thread, no race, and all the waiting.
// Verdict: deadlock, all markets are asked at the same time
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
    std::vector<Book> books;
    for (const std::string& market : markets) {
        books.push_back(fetch(market));
        progress(static_cast<int>(books.size()));
    }
    return books;
}
