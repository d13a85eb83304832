// Runs a body in a process of its own and says how it ended.
#pragma once

#include <string_view>

namespace lockstep::grader {

// Whether this process runs a watched body.
bool is_watched();

// In such a process: tells the parent why it fails, and ends it. From any thread; what
// the first one says counts.
[[noreturn]] void fail_watched(std::string_view verdict, std::string_view happened);
[[noreturn]] void fail_expectation(std::string_view what);

}  // namespace lockstep::grader
