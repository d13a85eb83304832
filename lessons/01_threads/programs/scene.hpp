// Where the stocks come from and where the XML goes, made ready before any thread starts
// and tidied up after the last one: a quote server in this process.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "common/quote_server.hpp"
#include "lessons/01_threads/programs/stock.hpp"

namespace lockstep {

struct SceneOptions {
    int stocks = 9;
    int delay_ms = 300;  // how long the quote server takes for an answer
    std::string url;     // empty: our own quote server
    std::optional<std::filesystem::path> quotes;
    std::filesystem::path out;  // is there
    bool one_fails = false;  // the fourth stock, or the last of fewer, is "404 Not Found"
};

// Must outlive every thread that works on job().
class Scene {
  public:
    // Throws what names the port or the folder that cannot be used.
    Scene(const SceneOptions& options, Pace& pace, std::stop_token stop);
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;

    const Job& job() const { return job_; }

  private:
    std::optional<QuoteServer> server_;
    Job job_;
};

}  // namespace lockstep
