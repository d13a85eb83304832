#include "lessons/01_threads/programs/scene.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "common/stock_id.hpp"

namespace lockstep {

namespace {

std::vector<std::string> ids_of(const SceneOptions& options) {
    if (!options.quotes) return stock_ids(options.stocks);
    QuoteServerOptions listing;
    listing.folder = options.quotes;
    std::vector<std::string> ids = QuoteServer{std::move(listing)}.ids();
    if (ids.empty())
        throw std::runtime_error(options.quotes->string() + ": no .csv file is in it");
    ids.resize(std::min(ids.size(), static_cast<std::size_t>(options.stocks)));
    return ids;
}

QuoteServerOptions server_options(const SceneOptions& options,
                                  const std::vector<std::string>& ids) {
    QuoteServerOptions server;
    server.delay = std::chrono::milliseconds{options.delay_ms};
    server.folder = options.quotes;
    server.max_connections = std::max(server.max_connections, ids.size());
    if (options.one_fails)
        server.faults[ids[std::min<std::size_t>(3, ids.size() - 1)]] = Fault::not_found;
    return server;
}

}  // namespace

Scene::Scene(const SceneOptions& options, Pace& pace, std::stop_token stop)
    : job_{options.url, ids_of(options), options.out, pace, stop} {
    if (options.url.empty()) {
        server_.emplace(server_options(options, job_.ids));
        job_.url = server_->csv_url();
    }
    // An address that cannot be one is told here, once, before any thread starts.
    const Downloader trial{job_.url};
}

}  // namespace lockstep
