// Right: futures carry the books, and the counter has a lock.
// Verdict: passed
#include <atomic>
#include <functional>
#include <future>
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
    std::mutex mutex;
    int done = 0;  // guarded by mutex
    std::vector<std::future<Book>> futures;
    for (const std::string& market : markets)
        futures.push_back(std::async(std::launch::async, [&] {
            Book book = fetch(market);
            const std::lock_guard lock{mutex};
            progress(++done);
            return book;
        }));
    std::vector<Book> books;
    for (auto& future : futures) books.push_back(future.get());
    return books;
}
