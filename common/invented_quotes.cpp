#include "common/invented_quotes.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/chance.hpp"

namespace lockstep {
namespace {

constexpr auto newest_day = std::chrono::year{2018} / 6 / 29;  // a Friday

std::chrono::sys_days weekday_before(std::chrono::sys_days day) {
    using namespace std::chrono;
    do day -= days{1};
    while (weekday{day} == Saturday || weekday{day} == Sunday);
    return day;
}

std::string text_of(std::chrono::sys_days day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", int{date.year()}, unsigned{date.month()},
                       unsigned{date.day()});
}

// The close of the day before, drawn so that this day's close is within its limits.
std::int64_t drawn_close_before(std::int64_t close, Chance& chance) {
    auto per_mille =
        chance.between(-25, 25) + chance.between(-25, 25) + chance.between(-25, 25);
    if (close < 200)
        per_mille = -std::abs(per_mille);  // it was dearer: prices stay above 1
    if (close > 20000) per_mille = std::abs(per_mille);  // it was cheaper
    return close * 1000 / (1000 + per_mille);
}

void invent_prices(TradingDay& day, Chance& chance) {
    const auto highest = day.close_before * 110 / 100;
    const auto lowest = (day.close_before * 90 + 99) / 100;
    const auto open = day.close_before * (1000 + chance.between(-20, 20)) / 1000;
    day.open = std::clamp(open, lowest, highest);
    const auto above = day.close_before * chance.between(0, 20) / 1000;
    const auto below = day.close_before * chance.between(0, 20) / 1000;
    day.high = std::min(highest, std::max(day.open, day.close) + above);
    day.low = std::max(lowest, std::min(day.open, day.close) - below);
}

}  // namespace

Shares invented_shares(const std::string& id, std::uint64_t seed) {
    Chance chance{"shares " + id, seed};
    const auto all = chance.between(20'000, 1'500'000) * 10'000;
    return {all, all * chance.between(40, 100) / 100};
}

std::vector<TradingDay> invented_days(const std::string& id, std::uint64_t seed,
                                      int rows) {
    Chance chance{id, seed};
    auto close = chance.between(300, 8000);
    const auto usual_lots =
        invented_shares(id, seed).traded / 20'000;  // 0.5 % of them a day
    std::chrono::sys_days date{newest_day};
    std::vector<TradingDay> days;
    for (int row = 0; row < rows; ++row) {
        TradingDay day;
        day.date = text_of(date);
        day.traded = chance.below(16) != 0;
        day.close = close;
        day.close_before = day.traded ? drawn_close_before(close, chance) : close;
        if (day.traded) {
            invent_prices(day, chance);
            day.volume = usual_lots * chance.between(40, 220) / 100 * 100;
            day.trades = day.volume / chance.between(600, 1500) + 1;
        }
        close = day.close_before;
        date = weekday_before(date);
        days.push_back(std::move(day));
    }
    return days;
}

namespace {

// One unit is a hundred-millionth of a bitcoin.
struct Market {
    const char* name;
    std::int64_t price;
    std::int64_t step;
};
constexpr Market markets[] = {{"eosbtc", 120'000, 50},
                              {"ethbtc", 7'400'000, 1'000},
                              {"bchbtc", 11'600'000, 2'000},
                              {"neobtc", 530'000, 100}};

// Levels away from `price`, step by step, each with a volume of its own.
nlohmann::ordered_json invented_levels(std::int64_t price, std::int64_t step,
                                       Chance& chance) {
    auto levels = nlohmann::ordered_json::array();
    for (int level = 0; level < 8; ++level) {
        price += step * chance.between(1, 4);
        // One after the other: the order in which arguments are computed is the
        // compiler's.
        const auto whole = chance.between(0, 500);
        const auto hundredths = chance.between(1, 99);
        levels.push_back(
            {fmt::format("0.{:08}", price), fmt::format("{}.{:02}", whole, hundredths)});
    }
    return levels;
}

}  // namespace

std::optional<std::string> invented_order_book(const std::string& name,
                                               std::uint64_t seed) {
    const auto* market =
        std::find_if(std::begin(markets), std::end(markets),
                     [&](const Market& known) { return name == known.name; });
    if (market == std::end(markets)) return std::nullopt;
    Chance chance{"depth " + name, seed};
    const auto middle = market->price * chance.between(900, 1100) / 1000;
    nlohmann::ordered_json book;
    book["timestamp"] =
        1'530'144'000 + chance.between(0, 86'399);  // within 2018-06-28 UTC
    book["asks"] = invented_levels(middle, market->step, chance);
    book["bids"] = invented_levels(middle, -market->step, chance);
    return book.dump();
}

}  // namespace lockstep
