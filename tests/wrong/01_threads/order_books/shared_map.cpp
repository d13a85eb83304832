// Wrong: a map has no slots: to add a key moves its tree, which all threads do here.
// Verdict: data_race, the books come in the order asked for
#include <atomic>
#include <functional>
#include <map>
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
    std::map<std::string, Book> found;
    std::atomic<int> done{0};
    {
        std::vector<std::jthread> threads;
        for (const std::string& market : markets)
            threads.emplace_back([&] {
                found[market] = fetch(market);
                progress(++done);
            });
    }
    std::vector<Book> books;
    for (const std::string& market : markets) books.push_back(found[market]);
    return books;
}
