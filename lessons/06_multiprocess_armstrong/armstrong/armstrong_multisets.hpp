// Stair 3: other numbers are looked at. The sum of powers does not depend on the order of
// the digits: 153, 315 and 531 have the same. So we go through the multisets, "one 1, one
// 3, one 5"; the sum itself says which number it could be. 7 digits make 11,440 multisets
// instead of 9 million numbers.
#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "lessons/06_multiprocess_armstrong/armstrong/armstrong.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_naive.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_table.hpp"

namespace lockstep {

// 20 * 9^20 has 68 bits.
__extension__ using Wide = unsigned __int128;

class MultisetSearch {
  public:
    // All numbers in `wanted` must have so many digits.
    MultisetSearch(Range wanted, int digits, std::vector<Number>& found)
        : wanted_{wanted}, digits_{digits}, found_{found} {
        for (Number digit = 0; digit < 10; ++digit) powers_[digit] = power(digit, digits);
    }

    void run() { choose(9, digits_, 0); }

  private:
    // How often does `digit` stand in the number? The counts of larger digits are chosen
    // and make `sum`; `left` places are open.
    void choose(std::size_t digit, int left, Wide sum) {
        const Wide largest = sum + static_cast<Wide>(left) * powers_[digit];
        if (sum >= wanted_.end || largest < wanted_.begin) return;
        if (digit == 0) {
            counts_[0] = left;
            check(static_cast<Number>(sum));
            return;
        }
        for (int count = 0; count <= left; ++count) {
            counts_[digit] = count;
            choose(digit - 1, left - count,
                   sum + static_cast<Wide>(count) * powers_[digit]);
        }
    }

    // The sum is a term if its own digits are the ones that were chosen.
    void check(Number sum) {
        std::array<int, 10> counts{};
        for (Number rest = sum; rest != 0; rest /= 10) ++counts[rest % 10];
        if (counts == counts_) found_.push_back(sum);
    }

    const Range wanted_;
    const int digits_;
    std::array<Number, 10> powers_{};
    std::array<int, 10> counts_{};  // of each digit; valid for those already chosen
    std::vector<Number>& found_;
};

inline std::vector<Number> armstrong_multisets(Range range) {
    std::vector<Number> found;
    for (int digits = 1; digits <= 20; ++digits) {
        const Range part = with_digits(range, digits);
        if (part.size() != 0) MultisetSearch{part, digits, found}.run();
    }
    std::ranges::sort(found);
    return found;
}

}  // namespace lockstep
