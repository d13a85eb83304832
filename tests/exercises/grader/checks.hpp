// Which checks have begun, in their order.
#pragma once

#include <string>
#include <vector>

namespace lockstep::grader {

const std::vector<std::string>& checks_so_far();

}  // namespace lockstep::grader
