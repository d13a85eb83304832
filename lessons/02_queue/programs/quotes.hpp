// Where the programs of this lesson get their input, and what they are told on the
// command line.
#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "common/output_folder.hpp"
#include "common/pace.hpp"
#include "common/quote_server.hpp"

namespace lockstep {

struct Settings {
    int stocks = 9;
    std::string url;     // a template with {sid}; empty: a server of our own
    std::string quotes;  // a folder of CSV files to serve; empty: invented prices
    std::string out;     // where files go; empty: a temporary folder
    OutputFolder* folder = nullptr;   // main's
    std::vector<std::string> faults;  // "000003=404"
    Pace* pace = nullptr;             // main's
    std::stop_token stop;
};

// A running quote server, or somebody else's address. Throws std::runtime_error or
// std::invalid_argument that names what cannot be used.
class QuoteSource {
  public:
    static QuoteSource of_stocks(const Settings& settings);
    static QuoteSource of_markets(const Settings& settings);

    const std::string& url() const { return url_; }
    const std::vector<std::string>& ids() const { return ids_; }

  private:
    std::unique_ptr<QuoteServer> server_;
    std::string url_;
    std::vector<std::string> ids_;
};

}  // namespace lockstep
