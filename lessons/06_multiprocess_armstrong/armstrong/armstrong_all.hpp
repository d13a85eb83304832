// Stair 4: all Armstrong numbers there are. Multisets again, for 1 to 60 digits, and a
// look at the number's first digits before its last ones are chosen.
//
// More digits need no search. The largest sum that n digits can make is n * 9^n. For n =
// 61 that is below 10^60, so it has fewer than 61 digits; and with each further digit it
// grows less than tenfold.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "lessons/06_multiprocess_armstrong/armstrong/decimal.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/search.hpp"

namespace lockstep {

constexpr int most_digits = 60;

// A sum of powers must not be able to wrap around in a limb.
static_assert(most_digits < ~std::uint64_t{0} / Decimal::limb_base);

// The multisets of one length, for one count of nines: a piece of the work.
class LeadingDigitSearch {
  public:
    explicit LeadingDigitSearch(int digits);

    // The terms that have exactly so many nines.
    Terms run(int nines);

  private:
    using Counts = std::array<int, 10>;  // of each digit

    void choose(std::size_t digit, int left, const Decimal& sum);
    Counts shared_by(const Decimal& low, const Decimal& high) const;
    bool can_hold(const Counts& leading, std::size_t digit) const;

    const int digits_;
    const Decimal smallest_, largest_;  // with so many digits
    std::array<Decimal, 10> powers_;
    Counts counts_{};  // those of the digits chosen so far
    Terms found_;
};

// Pieces for every length from `from` to `to` digits, the longest first.
Search search_all(int from = 1, int to = most_digits);

}  // namespace lockstep
