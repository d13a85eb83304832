// Invented prices and order books: plausible, never real, and the same on every machine
// for the same id and seed.
//
// Prices keep the rules of Shenzhen: no more than 10 % from the close of the day before,
// no trading on weekends. Now and then a stock does not trade for a day.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/quote_server.hpp"

namespace lockstep {

struct Shares {
    std::int64_t all;
    std::int64_t traded;  // the rest is held for good
};
Shares invented_shares(const std::string& id, std::uint64_t seed);

struct TradingDay {
    std::string date;  // "2018-06-29"
    bool traded = true;
    // In hundredths of a yuan; of a day without trading only the close of the day before
    // counts.
    std::int64_t open = 0, high = 0, low = 0, close = 0, close_before = 0;
    std::int64_t volume = 0;  // shares, in lots of 100
    std::int64_t trades = 0;
};

// Newest day first; a longer history begins with the days of a shorter one.
std::vector<TradingDay> invented_days(const std::string& id, std::uint64_t seed,
                                      int rows);

// A CSV file with CRLF, in the dialect's own encoding: GB2312 or ASCII.
std::string invented_csv(const std::string& id, std::uint64_t seed, int rows,
                         Dialect dialect);

// JSON: {"timestamp": …, "asks": [["price", "volume"], …], "bids": […]}; empty for a
// market that is not eosbtc, ethbtc, bchbtc or neobtc.
std::optional<std::string> invented_order_book(const std::string& market,
                                               std::uint64_t seed);

}  // namespace lockstep
