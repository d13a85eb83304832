#include "lessons/01_threads/programs/options.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "lessons/01_threads/broken/faults.hpp"

namespace lockstep {

namespace {

std::vector<CommandLine> subcommands(const CommandLine& app,
                                     const std::vector<Act>& acts) {
    std::vector<CommandLine> all;
    for (auto act = acts.begin() + 1; act != acts.end(); ++act)
        all.push_back(app.subcommand(act->name, act->purpose));
    return all;
}

}  // namespace

Options::Options(const CommandLine& app, const std::vector<Act>& acts)
    : acts_{acts},
      subcommands_{subcommands(app, acts)},
      broken_{app.subcommand("broken", "a fault that C++ adds, and its mended twin")},
      folder_{app, "lesson01"} {
    add_broken();

    app.option("--stocks", scene_.stocks, "how many stocks, a thread each")
        .between(1, 500)
        .show_default();
    app.option("--out", out_,
               "folder for the XML (default: a temporary one; --keep leaves it)");
    app.option("--delay", scene_.delay_ms,
               "how long our quote server takes, in milliseconds")
        .between(0, 2500)
        .show_default();
    const auto quotes =
        app.option("--quotes", scene_.quotes, "serve the CSV files of this folder")
            .existing_folder();
    app.option("--url", scene_.url, "another server: http://host:port/path/{sid}.csv")
        .excludes(quotes);
}

void Options::add_broken() {
    std::vector<std::string> names;
    std::string list;
    for (const FaultShow& show : fault_shows()) {
        names.push_back(show.name);
        if (!list.empty()) list += '\n';
        list += fmt::format("{:<20}{}", show.name, show.summary);
    }
    broken_.option("NAME", fault_, list).required().one_of(names).shown_as("one of");
    broken_.flag("--unprotected", unprotected_, "the fault alone, even if it ends us");
}

const Act& Options::act() const {
    const auto chosen = std::ranges::find_if(subcommands_, &CommandLine::chosen);
    if (chosen == subcommands_.end()) return acts_.front();
    return acts_[static_cast<std::size_t>(chosen - subcommands_.begin()) + 1];
}

SceneOptions Options::scene() {
    SceneOptions scene = scene_;
    scene.out = folder_.open(out_);
    scene.one_fails = act().name == "failure";
    return scene;
}

}  // namespace lockstep
