// Wrong: the caller tells the progress, book after book, and not each thread its own.
// Verdict: assertion_failed, the thread of a book tells that it has come
#include <cstddef>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "lessons/02_queue/blocking_queue.hpp"

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
    using Numbered = std::pair<std::size_t, Book>;
    lockstep::BlockingQueue<Numbered> arrived;
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < markets.size(); ++i)
        threads.emplace_back([&, i] {
            (void)arrived.push(Numbered{i, fetch(markets[i])});
        });

    std::vector<Book> books(markets.size());
    for (std::size_t come = 1; come <= markets.size(); ++come) {
        auto [place, book] = std::move(arrived.pop().value());
        books[place] = std::move(book);
        progress(static_cast<int>(come));
    }
    return books;
}
