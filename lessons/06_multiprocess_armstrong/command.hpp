// One subcommand of lesson06, in the two halves that fork asks for: what starts children
// runs while the process has one thread, all else runs afterwards.
#pragma once

#include <functional>
#include <memory>

#include "common/command_line.hpp"

namespace lockstep {

struct Command {
    CommandLine options;
    std::function<void()> before_threads = [] {};
    std::function<int()> run;
};

// A demo with start() and run(), kept alive by the two halves.
template <class Demo>
Command command(const CommandLine& options, std::shared_ptr<Demo> demo) {
    return {options, [demo] { demo->start(); }, [demo] { return demo->run(); }};
}

}  // namespace lockstep
