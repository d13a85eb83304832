// Wrong: the threads push into one vector, and nothing orders them.
// Verdict: data_race, the books come in the order asked for
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
    std::atomic<int> done{0};
    {
        std::vector<std::jthread> threads;
        for (const std::string& market : markets)
            threads.emplace_back([&] {
                books.push_back(fetch(market));
                progress(++done);
            });
    }
    return books;
}
