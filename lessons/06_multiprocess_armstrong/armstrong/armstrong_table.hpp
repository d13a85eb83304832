// Stair 2: the work that comes again is done once. A number is cut in two halves:
//
//     9 926 315 = 9926 | 315      sum of powers = sum(9926) + sum(315)
//
// The sums of all low halves stand in a table of 1000, the same for every high half; the
// sum of a high half is worked out once for its 1000 numbers. What is left for each
// number is one addition and one comparison.
#pragma once

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include "lessons/06_multiprocess_armstrong/armstrong/armstrong.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_naive.hpp"

namespace lockstep {

// Sums of n-th powers of digits, n being the same all the time. They wrap around at 2^64:
// for 19 and 20 digits a sum may be too large for a Number.
class PowerSums {
  public:
    static constexpr Number low_halves = 1000;

    explicit PowerSums(int digits) {
        for (Number digit = 0; digit < 10; ++digit) powers_[digit] = power(digit, digits);
        for (Number low = 1; low < low_halves; ++low)
            low_[low] = low_[low / 10] + powers_[low % 10];
    }

    Number of_low(Number low) const { return low_[low]; }
    Number of_high(Number high) const {
        Number sum = 0;
        for (; high != 0; high /= 10) sum += powers_[high % 10];
        return sum;
    }

  private:
    std::array<Number, 10> powers_{};
    std::array<Number, low_halves> low_{};  // zeros in front add nothing: 0^n is 0
};

// The numbers that share one high half: `part` must not reach beyond them.
inline void search_high_half(Range part, const PowerSums& sums,
                             std::vector<Number>& found) {
    const Number high = part.begin / PowerSums::low_halves;
    const Number first = high * PowerSums::low_halves;
    const Number high_sum = sums.of_high(high);
    for (Number number = part.begin; number < part.end; ++number) {
        const Number sum = high_sum + sums.of_low(number - first);
        // Equal but for wrapping around: no term is lost, and the definition decides.
        if (sum == number && is_armstrong(number)) found.push_back(number);
    }
}

// The part of `range` whose numbers have so many digits.
inline Range with_digits(Range range, int digits) {
    const Number first = digits == 1 ? 1 : power(10, digits - 1);
    const Number last = digits == 20 ? std::numeric_limits<Number>::max() : 10 * first;
    return {std::max(range.begin, first), std::min(range.end, last)};
}

inline std::vector<Number> armstrong_table(Range range) {
    std::vector<Number> found;
    for (int digits = 1; digits <= 20; ++digits) {
        Range rest = with_digits(range, digits);
        if (rest.size() == 0) continue;
        const PowerSums sums{digits};
        while (rest.size() != 0) {
            const Number to_next =
                PowerSums::low_halves - rest.begin % PowerSums::low_halves;
            const Number end = rest.begin + std::min(to_next, rest.size());
            search_high_half({rest.begin, end}, sums, found);
            rest.begin = end;
        }
    }
    return found;
}

}  // namespace lockstep
