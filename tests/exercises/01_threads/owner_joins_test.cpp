#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <vector>

#include "tests/exercises/grader/expect_seen.hpp"
#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

// The prices of a stock: those that were said first, then none any more.
class Prices {
  public:
    explicit Prices(std::deque<double> said) : said_{std::move(said)} {}

    std::optional<double> next(std::stop_token stop) {
        std::unique_lock lock{mutex_};
        ++inside_;
        asked_.notify_all();
        came_.wait(lock, stop, [this] { return !said_.empty(); });
        --inside_;
        if (said_.empty()) return std::nullopt;
        const double price = said_.front();
        said_.pop_front();
        return price;
    }
    bool somebody_waits() const {
        const std::lock_guard lock{mutex_};
        return inside_ > 0;
    }
    void wait_until_somebody_waits() {
        std::unique_lock lock{mutex_};
        asked_.wait(lock, [this] { return inside_ > 0 && said_.empty(); });
    }
    NextPrice source() {
        return [this](std::stop_token stop) { return next(std::move(stop)); };
    }

  private:
    mutable std::mutex mutex_;
    std::condition_variable_any came_;
    std::condition_variable_any asked_;  // somebody asked for the next price
    std::deque<double> said_;            // guarded by mutex_
    int inside_ = 0;                     // threads in next; guarded by mutex_
};

void refuse_an_order(Prices& prices, bool late) {
    try {
        Recorder recorder{prices.source()};
        if (late) prices.wait_until_somebody_waits();
        throw std::runtime_error{"the order is refused"};
    } catch (const std::runtime_error&) {
    }
    expect(!prices.somebody_waits(), "the recorder's thread has ended");
}

void stop_by_hand(const std::vector<double>& said) {
    Prices prices{std::deque(said.begin(), said.end())};
    Recorder recorder{prices.source()};
    recorder.stop();
    expect_seen(recorder.prices(), said, "every price is written down");
    expect(!prices.somebody_waits(), "the recorder's thread has ended");
}

}  // namespace

TEST_CASE("a recorder that an exception passes ends its thread") {
    explored([] {
        Prices prices{{9.5}};
        refuse_an_order(prices, true);
    });
    explored([] {
        Prices prices{{9.5}};
        refuse_an_order(prices, false);
    });
}

TEST_CASE("a stopped recorder has all prices and dies in peace") {
    explored([] { stop_by_hand({}); });
    explored([] { stop_by_hand({9.5, 9.75}); });
}

TEST_CASE("a recorder that nobody stops ends its thread") {
    explored([] {
        Prices prices{{9.5}};
        { const Recorder recorder{prices.source()}; }
        expect(!prices.somebody_waits(), "the recorder's thread has ended");
    });
}
