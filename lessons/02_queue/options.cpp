#include "lessons/02_queue/options.hpp"

#include <utility>

#include <fmt/ranges.h>

#include "common/console.hpp"
#include "lessons/02_queue/broken.hpp"

namespace lockstep {
namespace {

constexpr int most_stocks = 200;  // each has a thread of its own

void add_option(CLI::App& command, Settings& settings, Takes option) {
    switch (option) {
    case Takes::stocks:
        command
            .add_option("--stocks", settings.stocks, "how many stocks, a thread for each")
            ->check(CLI::Range(1, most_stocks))
            ->capture_default_str();
        break;
    case Takes::source: {
        auto* url = command.add_option("--url", settings.url,
                                       "download from here: http://…/{sid}");
        command
            .add_option("--quotes", settings.quotes, "serve the CSV files of this folder")
            ->excludes(url);
        command.add_option("--fault", settings.faults, "let the server fail: 000003=404")
            ->excludes(url);
        break;
    }
    case Takes::out:
        command.add_option("--out", settings.out,
                           "where files go (default: a new folder)");
        break;
    }
}

}  // namespace

void Commands::add(const std::string& name, const std::string& purpose, Show show,
                   const std::vector<std::string>& lanes,
                   const std::vector<Takes>& options) {
    auto* command = program_.options().add_subcommand(name, purpose);
    for (auto option : options) add_option(*command, settings_, option);
    command->callback([this, lanes, show = std::move(show)] {
        chosen_ = show;
        lanes_ = lanes;
    });
}

void Commands::add_broken() {
    auto* command =
        program_.options().add_subcommand("broken", "a fault beside its mended twin");
    command
        ->add_option("name", fault_, fmt::format("{}", fmt::join(broken_names(), ", ")))
        ->required()
        ->check(CLI::IsMember(broken_names()));
    command->callback(
        [this] { chosen_ = [this](const Settings&) { return run_broken(fault_); }; });
}

int Commands::run_chosen_or(const Show& default_show) {
    settings_.stop = program_.stop_token();
    settings_.pace = &program_.pace();
    if (program_.lanes()) console::use_lanes(lanes_);
    return chosen_ ? chosen_(settings_) : default_show(settings_);
}

}  // namespace lockstep
