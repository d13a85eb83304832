// An HTTP server for stock prices on this machine, so that the lessons need no web.
//
//     GET /csv/000007.csv              a CSV file, invented or from a folder
//     GET /depth?market=eosbtc         an order book as JSON, invented
//
// Invented prices are plausible, the same for the same id and seed, and say that they are
// invented: in the header X-Lockstep-Prices, and in the Chinese dialect in the stock's
// name. Binds 127.0.0.1. Runs on threads of its own from the constructor to the
// destructor, which ends every connection; no request can hold it up. A fault is done to
// the finished answer on its way out (see faults.hpp). It holds this one connection, for
// a minute at most.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lockstep {

// What can go wrong with an answer.
enum class Fault {
    not_found,     // 404
    server_error,  // 500
    close,         // the connection is closed without an answer
    cut_short,     // half of the promised bytes, then closed
    garbage,       // bytes that are not HTTP
    drip,          // a byte now and then, for ever
    never          // connected, and no answer
};
// "404", "500", "close", "cut", "garbage", "drip", "never"; throws std::invalid_argument.
Fault fault_named(const std::string& name);

enum class Dialect {
    chinese,  // GB2312, Chinese header with 16 columns, newest day first, code as
              // '000001, None
    english   // ASCII, Date,Open,High,Low,Close,Volume,Adj Close
};

struct QuoteServerOptions {
    int port = 0;  // 0: any that is free
    std::uint64_t seed = 1;
    Dialect dialect = Dialect::english;
    int rows = 20;                                // trading days in an invented file
    std::chrono::milliseconds delay{0};           // before every answer
    std::optional<std::filesystem::path> folder;  // serve these CSV files instead
    std::map<std::string, Fault> faults;          // by stock id or market
    double fault_probability = 0;      // for ids not in `faults`: one of all kinds
    std::size_t max_connections = 64;  // more wait in the kernel's queue
};

class QuoteServer {
  public:
    // Throws std::system_error or std::runtime_error that names the port or the folder.
    explicit QuoteServer(QuoteServerOptions options = {});
    ~QuoteServer();
    QuoteServer(const QuoteServer&) = delete;
    QuoteServer& operator=(const QuoteServer&) = delete;

    int port() const;
    std::string csv_url() const;    // "http://127.0.0.1:40123/csv/{sid}.csv"
    std::string depth_url() const;  // "http://127.0.0.1:40123/depth?market={sid}"
    // Of the served folder, sorted; empty when inventing.
    std::vector<std::string> ids() const;
    std::size_t connections() const;  // accepted so far

  private:
    struct Running;
    std::unique_ptr<Running> running_;
};

}  // namespace lockstep
