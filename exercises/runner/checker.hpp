// Builds exercises and runs their graders: one build for all, then one grader after
// another.
#pragma once

#include <functional>
#include <stop_token>
#include <vector>

#include "exercises/runner/build.hpp"
#include "exercises/runner/grader.hpp"
#include "exercises/runner/places.hpp"

namespace lockstep::learn {

// Calls `tell` with the facts of each exercise in its order, and before `tell_step` while
// they are built. Stopped, it tells no more.
void check_exercises(const Places& places, const std::vector<Exercise>& exercises,
                     std::chrono::seconds limit, const std::stop_token& stop,
                     const std::function<void(const Facts&)>& tell,
                     const std::function<void(BuildStep)>& tell_step = {});

}  // namespace lockstep::learn
