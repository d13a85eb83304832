// Builds targets with CMake, in the build folder that the runner belongs to.
//
// Other runners wait their turn (a lock on build/…/build.lock): two ninja in one folder
// would disturb each other.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "exercises/runner/places.hpp"

namespace lockstep::learn {

struct Built {
    bool stopped = false;
    std::map<std::string, std::string> failed;    // target: what its compiler wrote
    std::map<std::string, std::string> warnings;  // of targets that were built
    std::string broken;  // what failed and belongs to no target that was asked for
};

// How far a build is, as ninja counts.
struct BuildStep {
    int done = 0, all = 0;
};

// Goes on after a target that fails. Calls `tell` while it builds.
Built build(const Places& places, const std::vector<std::string>& targets,
            const std::stop_token& stop = {},
            const std::function<void(BuildStep)>& tell = {});

// The last "[3/71]" that begins a line; nothing where there is none.
std::optional<BuildStep> last_step(std::string_view output);

// Sorts what ninja printed by target. `succeeded` is what its exit code says.
Built sort_output(const std::string& output, const std::vector<std::string>& targets,
                  bool succeeded);

// What a learner would type for the same.
std::string plain_command(const Places& places, const std::vector<std::string>& targets);

}  // namespace lockstep::learn
