// What a line of source says about the name of the object that it works on. No answer,
// which is an empty text, is better than one that may be wrong.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/explorer/runtime/operation.hpp"

namespace lockstep::explorer {

struct SourceLine {
    std::string text;
    std::string before;  // the line above
    // The library's functions between this line and the operation, the innermost first.
    std::vector<std::string> through;
};

// "m" for a lock on `std::scoped_lock lock{m};`
std::string object_in(const SourceLine& line, What what);

// "one" and "two" for `std::jthread one{count}, two{count};`
std::vector<std::string> threads_in(std::string_view line);

}  // namespace lockstep::explorer
