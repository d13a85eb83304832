#include "common/invented_quotes.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "common/faults.hpp"
#include "common/order_book.hpp"
#include "common/stock_id.hpp"
#include "common/text_encoding.hpp"

using namespace lockstep;

namespace {

std::chrono::sys_days day_in(const std::string& date) {
    using namespace std::chrono;
    return year{std::stoi(date.substr(0, 4))} / std::stoi(date.substr(5, 2)) /
           std::stoi(date.substr(8, 2));
}

// FNV-1a: any change of one byte shows.
std::uint64_t fingerprint(const std::string& bytes) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : bytes)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return hash;
}

}  // namespace

// Seen once, with g++ 12 and with clang 14: lessons and walkthroughs quote these prices.
TEST_CASE("invented prices are the same on every machine") {
    CHECK(fingerprint(invented_csv("000007", 1, 250, Dialect::english)) ==
          7244526746283831275U);
    CHECK(fingerprint(invented_csv("000007", 1, 250, Dialect::chinese)) ==
          9038307954936287745U);
    CHECK(fingerprint(*invented_order_book("eosbtc", 1)) == 14123651910434989853U);
}

TEST_CASE("invented prices differ by id and by seed") {
    const auto csv = [](const char* id, std::uint64_t seed) {
        return invented_csv(id, seed, 20, Dialect::english);
    };
    CHECK(csv("000007", 1) != csv("000008", 1));
    CHECK(csv("000007", 1) != csv("000007", 2));
    CHECK(invented_order_book("eosbtc", 1) != invented_order_book("eosbtc", 2));
}

TEST_CASE("a longer history begins with the shorter one") {
    const auto longer = invented_csv("000007", 1, 60, Dialect::chinese);
    CHECK(longer.starts_with(invented_csv("000007", 1, 20, Dialect::chinese)));
}

TEST_CASE("invented days keep the rules of the exchange") {
    for (const auto& id : stock_ids(200)) {
        CAPTURE(id);
        const auto days = invented_days(id, 3, 250);
        REQUIRE(days.size() == 250);
        for (std::size_t i = 0; i < days.size(); ++i) {
            const auto& day = days[i];
            CAPTURE(day.date);
            const std::chrono::weekday weekday{day_in(day.date)};
            CHECK(weekday != std::chrono::Saturday);
            CHECK(weekday != std::chrono::Sunday);
            if (i + 1 < days.size()) {
                CHECK(day_in(days[i + 1].date) < day_in(day.date));
                CHECK(days[i + 1].close == day.close_before);
            }
            CHECK(day.close >= 100);
            if (!day.traded) continue;
            CHECK(day.high >= std::max(day.open, day.close));
            CHECK(day.low <= std::min(day.open, day.close));
            CHECK(day.high * 10 <= day.close_before * 11);
            CHECK(day.low * 10 >= day.close_before * 9);
            CHECK(day.volume > 0);
            CHECK(day.volume % 100 == 0);
            CHECK(day.volume < invented_shares(id, 3).traded);
        }
    }
}

TEST_CASE("the english dialect is plain ASCII with a space in its last header") {
    const auto csv = invented_csv("000007", 1, 5, Dialect::english);
    CHECK(csv.starts_with("Date,Open,High,Low,Close,Volume,Adj Close\r\n2018-06-29,"));
    CHECK(csv.ends_with("\r\n"));
    CHECK(std::all_of(csv.begin(), csv.end(), [](char c) { return c > 0; }));
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 6);
}

TEST_CASE("the chinese dialect is GB2312 with sixteen columns") {
    const auto csv = invented_csv("000007", 1, 100, Dialect::chinese);
    const auto text = to_utf8(csv, "gb2312");
    CHECK(text != csv);
    CHECK(text.starts_with("日期,股票代码,名称,收盘价,最高价,最低价,开盘价,前收盘,涨跌额,"
                           "涨跌幅,换手率,成交量,成交金额,总市值,流通市值,成交笔数\r\n"
                           "2018-06-29,'000007,虚构000007,"));
    CHECK(text.find(",None,None,") != text.npos);
    for (std::size_t at = 0; at < text.size(); at = text.find("\r\n", at) + 2) {
        const auto line = text.substr(at, text.find("\r\n", at) - at);
        CHECK(std::count(line.begin(), line.end(), ',') == 15);
    }
}

TEST_CASE("an invented order book has asks ascending above bids descending") {
    for (const std::string market : {"eosbtc", "ethbtc", "bchbtc", "neobtc"}) {
        const auto book = invented_order_book(market, 1);
        REQUIRE(book.has_value());
        const auto xml = order_book_to_xml(market, *book);
        CHECK(xml.find("<timestamp>1530") != xml.npos);
        std::vector<std::string> asks;
        std::vector<std::string> bids;
        const auto bids_begin = xml.find("<bids>");
        for (auto at = xml.find("<price>"); at != xml.npos;
             at = xml.find("<price>", at + 1))
            (at < bids_begin ? asks : bids).push_back(xml.substr(at + 7, 10));
        // All have one digit before the point and eight after it: they compare as text.
        REQUIRE(asks.size() == 8);
        REQUIRE(bids.size() == 8);
        CHECK(std::is_sorted(asks.begin(), asks.end()));
        CHECK(std::is_sorted(bids.rbegin(), bids.rend()));
        CHECK(asks.front() > bids.front());
    }
    CHECK_FALSE(invented_order_book("abcxyz", 1).has_value());
}

TEST_CASE("faults are named as on the command line") {
    CHECK(fault_named("404") == Fault::not_found);
    CHECK(fault_named("500") == Fault::server_error);
    CHECK(fault_named("close") == Fault::close);
    CHECK(fault_named("cut") == Fault::cut_short);
    CHECK(fault_named("garbage") == Fault::garbage);
    CHECK(fault_named("drip") == Fault::drip);
    CHECK(fault_named("never") == Fault::never);
    CHECK_THROWS_AS(fault_named("500 "), std::invalid_argument);
}

TEST_CASE("which ids fail depends on seed and id alone") {
    QuoteServerOptions options;
    options.fault_probability = 0.1;
    const auto ids = stock_ids(10'000);
    std::map<Fault, int> counts;
    for (const auto& id : ids)
        if (const auto fault = fault_of(id, options)) {
            CHECK(fault_of(id, options) == fault);
            ++counts[*fault];
        }
    int all = 0;
    for (const auto& [fault, count] : counts) {
        CHECK(count > 80);
        all += count;
    }
    CHECK(counts.size() == 7);
    CHECK(all > 900);
    CHECK(all < 1100);

    auto other = options;
    other.seed = 2;
    CHECK(std::any_of(ids.begin(), ids.end(), [&](const auto& id) {
        return fault_of(id, options) != fault_of(id, other);
    }));
}

TEST_CASE("a fault for an id outweighs the probability") {
    QuoteServerOptions options;
    options.faults["000007"] = Fault::drip;
    CHECK(fault_of("000007", options) == Fault::drip);
    CHECK_FALSE(fault_of("000008", options).has_value());
    options.fault_probability = 1;
    CHECK(fault_of("000007", options) == Fault::drip);
    CHECK(fault_of("000008", options).has_value());
}
