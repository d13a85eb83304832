#include <cerrno>
#include <system_error>

#include <fmt/format.h>
#include <iconv.h>

#include "common/invented_quotes.hpp"

namespace lockstep {
namespace {

std::string to_gb2312(std::string utf8) {
    const auto converter = ::iconv_open("GB2312", "UTF-8");
    if (converter == iconv_t(-1))
        throw std::system_error{errno, std::generic_category(), "iconv knows no GB2312"};
    std::string encoded(utf8.size(), '\0');  // never longer than in UTF-8
    char* from = utf8.data();
    char* to = encoded.data();
    auto unread = utf8.size();
    auto room = encoded.size();
    const auto result = ::iconv(converter, &from, &unread, &to, &room);
    const int error = errno;
    ::iconv_close(converter);
    if (result == static_cast<std::size_t>(-1))
        throw std::system_error{error, std::generic_category(), "not in GB2312"};
    encoded.resize(encoded.size() - room);
    return encoded;
}

// 1038 is "10.38", and with four decimals 12345 is "1.2345".
std::string decimal(std::int64_t value, int decimals = 2) {
    std::int64_t unit = 1;
    for (int i = 0; i < decimals; ++i) unit *= 10;
    const auto size = value < 0 ? -value : value;
    return fmt::format("{}{}.{:0{}}", value < 0 ? "-" : "", size / unit, size % unit,
                       decimals);
}

std::string chinese_row(const TradingDay& day, const std::string& id,
                        const Shares& shares) {
    const auto start = fmt::format("{},'{},虚构{}", day.date, id, id);
    const auto worth = fmt::format("{},{}", decimal(day.close * shares.all),
                                   decimal(day.close * shares.traded));
    if (!day.traded)
        return fmt::format("{},0.0,0.0,0.0,0.0,{},None,None,0.0,0,0.0,{},None", start,
                           decimal(day.close_before), worth);
    const auto change = day.close - day.close_before;
    return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{}", start,
                       decimal(day.close), decimal(day.high), decimal(day.low),
                       decimal(day.open), decimal(day.close_before), decimal(change),
                       decimal(change * 1'000'000 / day.close_before, 4),
                       decimal(day.volume * 1'000'000 / shares.traded, 4), day.volume,
                       decimal((day.high + day.low) / 2 * day.volume), worth, day.trades);
}

std::string chinese_csv(const std::string& id, std::uint64_t seed, int rows) {
    std::string csv =
        "日期,股票代码,名称,收盘价,最高价,最低价,开盘价,前收盘,涨跌额,涨跌幅,"
        "换手率,成交量,成交金额,总市值,流通市值,成交笔数\r\n";
    const auto shares = invented_shares(id, seed);
    for (const auto& day : invented_days(id, seed, rows))
        csv += chinese_row(day, id, shares) + "\r\n";
    return to_gb2312(std::move(csv));
}

// Adj Close takes off the 2 % that were paid out ten trading days before the newest.
std::string english_csv(const std::string& id, std::uint64_t seed, int rows) {
    std::string csv = "Date,Open,High,Low,Close,Volume,Adj Close\r\n";
    int age = 0;
    for (const auto& day : invented_days(id, seed, rows)) {
        const auto adjusted = age++ < 10 ? day.close : day.close * 98 / 100;
        const auto quiet =
            day.traded ? 0 : day.close;  // then all prices are the last one
        csv +=
            fmt::format("{},{},{},{},{},{},{}\r\n", day.date, decimal(day.open + quiet),
                        decimal(day.high + quiet), decimal(day.low + quiet),
                        decimal(day.close), day.volume, decimal(adjusted));
    }
    return csv;
}

}  // namespace

std::string invented_csv(const std::string& id, std::uint64_t seed, int rows,
                         Dialect dialect) {
    return dialect == Dialect::chinese ? chinese_csv(id, seed, rows)
                                       : english_csv(id, seed, rows);
}

}  // namespace lockstep
