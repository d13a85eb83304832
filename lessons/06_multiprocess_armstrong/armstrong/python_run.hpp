// Runs a Python program and gives back what it prints.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace lockstep {

// Blocks until python3 has ended; a stop request kills it, with its children. Empty where
// there is no python3. Throws std::runtime_error when it ended otherwise than with 0; a
// stop request is no error, the text is then cut short.
std::optional<std::string> run_python(const std::vector<std::string>& arguments,
                                      const std::stop_token& stop);

}  // namespace lockstep
