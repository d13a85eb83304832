#include "lessons/01_threads/options.hpp"

#include <fmt/format.h>

#include "lessons/01_threads/faults.hpp"

namespace lockstep {

Options::Options(CLI::App& app, const std::vector<Act>& acts) : app_{app}, acts_{acts} {
    app.require_subcommand(0, 1);
    for (auto act = acts.begin() + 1; act != acts.end(); ++act)
        app.add_subcommand(act->name, act->purpose);
    add_broken();

    app.add_option("--stocks", scene_.stocks, "how many stocks, a thread each")
        ->check(CLI::Range(1, 500))
        ->capture_default_str();
    app.add_option("--out", scene_.out,
                   "folder for the XML (default: a fresh one, named at the end)");
    app.add_option("--delay", scene_.delay_ms,
                   "how long our quote server takes, in milliseconds")
        ->check(CLI::Range(0, 2500))
        ->capture_default_str();
    auto* quotes =
        app.add_option("--quotes", scene_.quotes, "serve the CSV files of this folder")
            ->check(CLI::ExistingDirectory);
    app.add_option("--url", scene_.url, "another server: http://host:port/path/{sid}.csv")
        ->excludes(quotes);
}

void Options::add_broken() {
    broken_ = app_.add_subcommand("broken", "a fault that C++ adds, and its mended twin");
    std::vector<std::string> names;
    std::string list;
    for (const FaultShow& show : fault_shows()) {
        names.push_back(show.name);
        if (!list.empty()) list += '\n';
        list += fmt::format("{:<20}{}", show.name, show.summary);
    }
    broken_->add_option("NAME", fault_, list)
        ->required()
        ->check(CLI::IsMember(names))
        ->option_text("one of");
    broken_->add_flag("--unprotected", unprotected_,
                      "the fault alone, even if it ends us");
}

const Act& Options::act() const {
    for (const Act& act : acts_)
        if (!act.name.empty() && app_.got_subcommand(act.name)) return act;
    return acts_.front();
}

SceneOptions Options::scene() const {
    SceneOptions scene = scene_;
    scene.one_fails = act().name == "failure";
    return scene;
}

}  // namespace lockstep
