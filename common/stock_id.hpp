// Stock ids as the exchange of Shenzhen writes them: six digits.
#pragma once

#include <string>
#include <vector>

#include <fmt/format.h>

namespace lockstep {

// 7 becomes "000007".
inline std::string stock_id(int number) {
    return fmt::format("{:06}", number);
}

// "000001" … as many as asked for.
inline std::vector<std::string> stock_ids(int count) {
    std::vector<std::string> ids;
    for (int number = 1; number <= count; ++number) ids.push_back(stock_id(number));
    return ids;
}

}  // namespace lockstep
