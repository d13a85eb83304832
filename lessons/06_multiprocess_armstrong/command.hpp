// One subcommand of lesson06, in the two halves that fork asks for: what starts children
// runs while the process has one thread, all else runs afterwards.
#pragma once

#include <functional>
#include <memory>

#include <CLI/CLI.hpp>

namespace lockstep {

struct Command {
    CLI::App* app = nullptr;
    std::function<void()> before_threads = [] {};
    std::function<int()> run;
};

// A demo with start() and run(), kept alive by the two halves.
template <class Demo>
Command command(CLI::App* app, std::shared_ptr<Demo> demo) {
    return {app, [demo] { demo->start(); }, [demo] { return demo->run(); }};
}

}  // namespace lockstep
