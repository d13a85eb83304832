// The quote server as a program of its own, for whoever wants to look at its answers with
// curl, or to give it to a lesson with --url.
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "common/console.hpp"
#include "common/program.hpp"
#include "common/quote_server.hpp"

namespace {

using lockstep::Dialect;

struct Arguments {
    lockstep::QuoteServerOptions options;
    std::string dialect = "english";
    int delay_ms = 0;
    std::string folder;
    std::vector<std::string> faults;  // "000007=404"

    void add_to(const lockstep::CommandLine& app);
    lockstep::QuoteServerOptions parsed() const;
};

void Arguments::add_to(const lockstep::CommandLine& app) {
    app.option("--port", options.port, "where to listen; 0: any port that is free")
        .between(0, 65535)
        .show_default();
    app.option("--dialect", dialect, "chinese is GB2312, english is ASCII")
        .one_of({"chinese", "english"})
        .show_default();
    app.option("--rows", options.rows, "trading days in an invented file")
        .between(0, 100'000)
        .show_default();
    app.option("--delay", delay_ms, "milliseconds before every answer")
        .between(0, 3'600'000)
        .show_default();
    app.option("--folder", folder, "serve the .csv files of this folder instead")
        .show_default();
    app.option("--fault", faults, "ID=404, 500, close, cut, garbage, drip or never")
        .one_value_each_time()
        .show_default();
    app.option("--fault-probability", options.fault_probability, "for all other ids")
        .between(0.0, 1.0)
        .show_default();
    app.option("--seed", options.seed, "other prices and faults for another number")
        .show_default();
}

lockstep::QuoteServerOptions Arguments::parsed() const {
    auto result = options;
    result.dialect = dialect == "chinese" ? Dialect::chinese : Dialect::english;
    result.delay = std::chrono::milliseconds{delay_ms};
    if (!folder.empty()) result.folder = folder;
    for (const auto& fault : faults) {
        const auto equals = fault.rfind('=');
        if (equals == fault.npos || equals == 0)
            throw std::invalid_argument{"--fault " + fault +
                                        ": write it like 000007=404"};
        result.faults[fault.substr(0, equals)] =
            lockstep::fault_named(fault.substr(equals + 1));
    }
    return result;
}

void print_urls(const lockstep::QuoteServer& server) {
    const auto at = fmt::format("http://127.0.0.1:{}", server.port());
    const auto ids = server.ids();
    const auto id = ids.empty() ? "000007" : ids.front();
    lockstep::say_plain("a stock        curl {}/csv/{}.csv", at, id);
    lockstep::say_plain("an order book  curl '{}/depth?market=eosbtc'", at);
    lockstep::say_plain("a lesson       lesson03 pipeline --url '{}'", server.csv_url());
    lockstep::say_plain("until Ctrl-C");
}

void wait_for(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::unique_lock lock{mutex};
    changed.wait(lock, stop, [] { return false; });
}

}  // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    lockstep::Program program{
        "quote_server",
        "Serves invented stock prices on this machine until Ctrl-C (exit code 130).",
        "quote_server --port 8080 --dialect chinese --delay 300 --fault 000007=404"};
    arguments.add_to(program.options());
    return program.run(argc, argv, [&] {
        const lockstep::QuoteServer server{arguments.parsed()};
        print_urls(server);
        wait_for(program.stop_token());
        return EXIT_SUCCESS;
    });
}
