#include "lessons/03_event_handshake/programs/pipeline_command.hpp"

#include <chrono>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "common/console.hpp"
#include "common/quote_server.hpp"
#include "common/stock_id.hpp"
#include "lessons/03_event_handshake/programs/pipeline.hpp"

namespace lockstep {

namespace {

constexpr int stocks_by_default = 12;
constexpr int most_stocks = 100000;

// "000007=404" → {"000007", Fault::not_found}
std::pair<std::string, Fault> read_fault(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos)
        throw std::invalid_argument{"--fault " + text +
                                    ": write ID=KIND, as in 000007=404"};
    return {text.substr(0, equals), fault_named(text.substr(equals + 1))};
}

}  // namespace

PipelineCommand::PipelineCommand(Program& program)
    : program_{program}, folder_{program.options(), "lesson03"} {
    const auto command = program.options().subcommand(
        "pipeline", "download, convert and pack stocks (what lesson03 does by itself)");
    command.option("--stocks", stocks_, "how many (12, or all of --quotes)")
        .between(1, most_stocks);
    command.option("--batch", batch_, "files in an archive")
        .between(1, most_stocks)
        .show_default();
    command.option("--threads", threads_, "download threads")
        .between(1, 64)
        .show_default();
    command.option("--out", out_,
                   "folder for the archives (a temporary one; --keep leaves it)");
    const auto quotes = command.option("--quotes", quotes_, "folder of real ID.csv files")
                            .existing_folder();
    command.option("--url", url_, "where to download, as http://HOST:PORT/PATH/{sid}.csv")
        .excludes(quotes);
    command.option("--delay", delay_ms_, "milliseconds our own server takes to answer")
        .between(0, 60000)
        .show_default();
    command.option("--fault", faults_,
                   "let one stock fail, as in 000007=404 (see quote_server)");
}

int PipelineCommand::run() {
    PipelineSettings settings;
    settings.batch_size = static_cast<std::size_t>(batch_);
    settings.downloads.threads = threads_;
    settings.out = folder_.open(out_);

    std::unique_ptr<QuoteServer> server;
    if (url_.empty()) {
        QuoteServerOptions options;
        options.delay = std::chrono::milliseconds{delay_ms_};
        if (!quotes_.empty()) options.folder = quotes_;
        for (const auto& fault : faults_) options.faults.insert(read_fault(fault));
        server = std::make_unique<QuoteServer>(options);
    }
    settings.downloads.url_template = server ? server->csv_url() : url_;

    if (server)
        settings.ids = server->ids();  // of --quotes; empty when prices are invented
    if (settings.ids.empty())
        settings.ids = stock_ids(stocks_.value_or(stocks_by_default));
    if (stocks_ && static_cast<std::size_t>(*stocks_) < settings.ids.size())
        settings.ids.resize(static_cast<std::size_t>(*stocks_));

    if (program_.lanes()) console::use_lanes({"download", "converter", "packer"});
    const auto report = run_pipeline(settings, program_.pace(), program_.stop_token());
    print(report);
    if (program_.stop_token().stop_requested()) return EXIT_SUCCESS;
    return report.complete() ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace lockstep
