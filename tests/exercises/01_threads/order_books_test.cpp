#include <atomic>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/exercises/grader/expect_seen.hpp"
#include "tests/exercises/grader/gathering.hpp"
#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

Book book_of(const std::string& market) {
    const auto bid = static_cast<double>(market.front());
    return {market, bid, bid + 0.5};
}

void fetch_in_order(const std::vector<std::string>& markets) {
    std::mutex mutex;
    int calls = 0;  // of progress; guarded by mutex
    const auto books = fetch_books(markets, book_of, [&](int) {
        const std::lock_guard lock{mutex};
        ++calls;
    });
    expect(books.size() == markets.size(), "there is a book for each market");
    for (std::size_t i = 0; i < markets.size(); ++i)
        expect(books[i].market == markets[i] && books[i].bid == book_of(markets[i]).bid &&
                   books[i].ask == book_of(markets[i]).ask,
               "the books are in the order of the markets");
}

}  // namespace

TEST_CASE("the books come in the order asked for") {
    explored([] { fetch_in_order({"ltcbtc", "ethbtc"}); });
    explored(
        [] {
            fetch_in_order({"eosbtc", "dashbtc", "xrpbtc", "btcusd"});
        },
        {.preemptions = 0, .random_schedules = 200});
    explored([] { fetch_in_order({}); });
}

TEST_CASE("progress is told each number once") {
    explored([] {
        std::mutex mutex;
        std::multiset<int> told;  // guarded by mutex
        fetch_books({"ltcbtc", "ethbtc"}, book_of, [&](int books) {
            const std::lock_guard lock{mutex};
            told.insert(books);
        });
        const std::lock_guard lock{mutex};
        expect_seen(told, {1, 2}, "progress is told 1 and 2");
    });
    explored(
        [] {
            std::mutex mutex;
            std::multiset<int> told;  // guarded by mutex
            for (int call = 1; call <= 2; ++call)
                fetch_books({"ltcbtc", "ethbtc"}, book_of, [&](int books) {
                    const std::lock_guard lock{mutex};
                    told.insert(books);
                });
            const std::lock_guard lock{mutex};
            expect_seen(told, {1, 1, 2, 2},
                        "fetch_books is called twice and progress is told 1 and 2 each "
                        "time");
        },
        {.preemptions = 0, .random_schedules = 50});
}

TEST_CASE("progress is told when a book has come") {
    explored([] {
        std::mutex mutex;
        int come = 0;  // books; guarded by mutex
        const auto fetch = [&](const std::string& market) {
            const std::lock_guard lock{mutex};
            ++come;
            return book_of(market);
        };
        fetch_books({"ltcbtc", "ethbtc"}, fetch, [&](int books) {
            const std::lock_guard lock{mutex};
            expect(books <= come, "progress is not told more books than have come");
        });
    });
}

TEST_CASE("all markets are asked at the same time") {
    explored([] {
        Gathering gathering{2};
        const auto fetch = [&](const std::string& market) {
            gathering.come_and_wait();
            return book_of(market);
        };
        fetch_books({"ltcbtc", "ethbtc"}, fetch, [](int) {});
    });
}

TEST_CASE("progress is told while another market is still waited for") {
    for (const char* slow : {"ltcbtc", "ethbtc"})
        explored([slow] {
            Gathering told_or_slow{2};
            std::atomic<int> calls{0};  // of progress
            const auto fetch = [&](const std::string& market) {
                if (market == slow) told_or_slow.come_and_wait();
                return book_of(market);
            };
            fetch_books({"ltcbtc", "ethbtc"}, fetch, [&](int) {
                if (++calls == 1) told_or_slow.come_and_wait();
            });
        });
}

TEST_CASE("the thread of a book tells that it has come") {
    explored([] {
        std::mutex mutex;
        std::set<std::thread::id> fetchers;  // guarded by mutex
        const auto fetch = [&](const std::string& market) {
            const std::lock_guard lock{mutex};
            fetchers.insert(std::this_thread::get_id());
            return book_of(market);
        };
        fetch_books({"ltcbtc", "ethbtc"}, fetch, [&](int) {
            const std::lock_guard lock{mutex};
            expect(fetchers.erase(std::this_thread::get_id()) == 1,
                   "the thread that fetched a book calls progress() for it, once");
        });
    });
}
