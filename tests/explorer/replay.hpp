// A schedule as a short text: "1-5f3a90c1-77e2-7.1-15.2" takes option 1 at choice 7,
// option 2 at choice 15, and elsewhere lets happen what happens when nobody interferes.
// 5f3a90c1 stands for the program's file, for another build makes other choices, and 77e2
// for the name given to explore().
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tests/explorer/runtime/trail.hpp"

namespace lockstep::explorer {

std::string replay_text(std::string_view name, const Trail& trail);

// Lays down the choices of LOCKSTEP_REPLAY, if it is set and for this name. Throws
// std::invalid_argument when it is malformed or from another program.
bool replay_is_asked_for(std::string_view name, Trail& trail);

}  // namespace lockstep::explorer
