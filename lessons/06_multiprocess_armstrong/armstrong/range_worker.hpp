// The worker's side of the coordinator's line, and what is said on it.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lessons/06_multiprocess_armstrong/armstrong/armstrong.hpp"
#include "lessons/06_multiprocess_armstrong/processes/message_channel.hpp"

namespace lockstep {

// "100 200": search these. The answer: "153", numbers with blanks between them, or
// nothing. Whoever gets what is none of ours gets an empty optional here.
std::string encode_order(Range range);
std::optional<Range> decode_order(const std::string& message);
std::string encode_result(const std::vector<Number>& found);
std::optional<std::vector<Number>> decode_result(const std::string& message);

// Searches range after range, until the coordinator's line ends. Returns the exit code.
using SearchRange = std::function<std::vector<Number>(Range)>;
int serve_ranges(MessageChannel& coordinator, const SearchRange& search);

}  // namespace lockstep
