// A person is the scheduler: at each choice with more than one possibility a person says
// what happens.
#pragma once

#include <functional>
#include <string_view>

#include "tests/explorer/explore.hpp"

namespace lockstep::explorer {

// Shows the lanes so far on standard output and reads a number from standard input, until
// the schedule ends or the person leaves. The schedule is run anew up to each choice,
// with all the picks so far, so no process waits while a person thinks.
//
// The result is an exit code: 0 it passed or the person has left, 1 it failed, 2 the
// input ended before, 130 Ctrl-C.
int pick(std::string_view name, const std::function<void()>& body,
         const ExploreOptions& options);

}  // namespace lockstep::explorer
