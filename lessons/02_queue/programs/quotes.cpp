#include "lessons/02_queue/programs/quotes.hpp"

#include <chrono>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include "common/downloader.hpp"
#include "common/stock_id.hpp"

namespace lockstep {
namespace {

std::map<std::string, Fault> parse_faults(const std::vector<std::string>& faults) {
    std::map<std::string, Fault> result;
    for (const auto& fault : faults) {
        const auto equals = fault.find('=');
        try {
            if (equals == std::string::npos) {
                throw std::invalid_argument{"expected ID=KIND, as in 000003=404"};
            }
            result[fault.substr(0, equals)] = fault_named(fault.substr(equals + 1));
        } catch (const std::invalid_argument& error) {
            throw std::invalid_argument{
                fmt::format("--fault {}: {}", fault, error.what())};
        }
    }
    return result;
}

std::unique_ptr<QuoteServer> start_server(const Settings& settings) {
    QuoteServerOptions options;
    options.delay = std::chrono::milliseconds{50};  // as if the web were in between
    options.faults = parse_faults(settings.faults);
    if (!settings.quotes.empty()) options.folder = settings.quotes;
    return std::make_unique<QuoteServer>(options);
}

// A template that cannot be one is found here, in main, not in every thread.
QuoteSource checked(QuoteSource source) {
    const Downloader trial{source.url()};
    return source;
}

}  // namespace

QuoteSource QuoteSource::of_stocks(const Settings& settings) {
    QuoteSource source;
    source.ids_ = stock_ids(settings.stocks);
    source.url_ = settings.url;
    if (!settings.url.empty()) return checked(std::move(source));
    source.server_ = start_server(settings);
    source.url_ = source.server_->csv_url();
    if (!settings.quotes.empty()) {
        source.ids_ = source.server_->ids();
        const auto limit = static_cast<std::size_t>(settings.stocks);
        if (source.ids_.size() > limit) source.ids_.resize(limit);
    }
    return source;
}

QuoteSource QuoteSource::of_markets(const Settings& settings) {
    QuoteSource source;
    source.ids_ = {"eosbtc", "ethbtc", "bchbtc", "neobtc"};
    source.url_ = settings.url;
    if (!settings.url.empty()) return checked(std::move(source));
    source.server_ = start_server(settings);
    source.url_ = source.server_->depth_url();
    return source;
}

}  // namespace lockstep
