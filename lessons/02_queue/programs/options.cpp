#include "lessons/02_queue/programs/options.hpp"

#include <utility>

#include <fmt/ranges.h>

#include "common/console.hpp"
#include "lessons/02_queue/broken/show.hpp"

namespace lockstep {
namespace {

constexpr int most_stocks = 200;  // each has a thread of its own

void add_option(const CommandLine& command, Settings& settings, Takes option) {
    switch (option) {
    case Takes::stocks:
        command.option("--stocks", settings.stocks, "how many stocks, a thread for each")
            .between(1, most_stocks)
            .show_default();
        break;
    case Takes::source: {
        const auto url =
            command.option("--url", settings.url, "download from here: http://…/{sid}");
        command.option("--quotes", settings.quotes, "serve the CSV files of this folder")
            .excludes(url);
        command.option("--fault", settings.faults, "let the server fail: 000003=404")
            .excludes(url);
        break;
    }
    case Takes::out:
        command.option("--out", settings.out,
                       "where files go (default: a temporary folder; --keep leaves it)");
        break;
    }
}

}  // namespace

void Commands::add(const std::string& name, const std::string& purpose, Show show,
                   const std::vector<std::string>& lanes,
                   const std::vector<Takes>& options) {
    const auto command = program_.options().subcommand(name, purpose);
    for (auto option : options) add_option(command, settings_, option);
    command.when_chosen([this, lanes, show = std::move(show)] {
        chosen_ = show;
        lanes_ = lanes;
    });
}

void Commands::add_broken() {
    const auto command =
        program_.options().subcommand("broken", "a fault beside its mended twin");
    command.option("name", fault_, fmt::format("{}", fmt::join(broken_names(), ", ")))
        .required()
        .one_of(broken_names());
    command.when_chosen(
        [this] { chosen_ = [this](const Settings&) { return run_broken(fault_); }; });
}

int Commands::run_chosen_or(const Show& default_show) {
    settings_.stop = program_.stop_token();
    settings_.folder = &folder_;
    settings_.pace = &program_.pace();
    if (program_.lanes()) console::use_lanes(lanes_);
    return chosen_ ? chosen_(settings_) : default_show(settings_);
}

}  // namespace lockstep
