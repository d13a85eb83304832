// Armstrong numbers: an n-digit number that is the sum of the n-th powers of its digits,
// as 153 = 1 + 125 + 27. Found in any range, by any of three methods, a file each.
//
// All methods find the same numbers, in rising order. 0 is none, as in OEIS A005188.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lockstep {

using Number = std::uint64_t;

// The numbers from begin on, end not included. Empty when end <= begin.
struct Range {
    Number begin = 0;
    Number end = 0;

    Number size() const { return end > begin ? end - begin : 0; }
};

enum class Method { naive, table, multisets };
constexpr Method all_methods[] = {Method::naive, Method::table, Method::multisets};
std::string to_string(Method method);

// Does not look at the clock or at anybody's stop request: hand out small ranges.
std::vector<Number> armstrong_in(Range range, Method method);

}  // namespace lockstep
