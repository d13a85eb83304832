// What has become of the checks.
#pragma once

#include <string>
#include <vector>

namespace lockstep::grader {

// Those that have begun, in their order.
const std::vector<std::string>& checks_so_far();

// False also when only some of them were asked for.
bool all_checks_have_passed();

}  // namespace lockstep::grader
