#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_all.hpp"

#include <algorithm>
#include <utility>

namespace lockstep {
namespace {

Decimal number_of_nines(int digits) {
    const Decimal one = Decimal::power(1, 1);
    Decimal nines;
    for (int i = 0; i < digits; ++i)
        nines = Decimal{}.plus(nines, 10).plus(one, 9).carried();
    return nines;
}

void count_digits(std::uint64_t value, std::size_t places, std::array<int, 10>& counts) {
    for (; value != 0; value /= 10, --places) ++counts[value % 10];
    counts[0] += static_cast<int>(places);  // zeros in front
}

}  // namespace

LeadingDigitSearch::LeadingDigitSearch(int digits)
    : digits_{digits},
      smallest_{Decimal::power(10, digits - 1)},
      largest_{number_of_nines(digits)} {
    for (std::size_t digit = 0; digit < 10; ++digit)
        powers_[digit] = Decimal::power(digit, digits);
}

Terms LeadingDigitSearch::run(int nines) {
    found_.clear();
    counts_[9] = nines;
    choose(8, digits_ - nines, Decimal{}.plus(powers_[9], static_cast<Number>(nines)));
    return std::exchange(found_, {});
}

// The counts of all digits above `digit` are chosen and make `sum`; `left` places are
// open. Whatever is chosen for them, the number lies between `low` and `high`.
void LeadingDigitSearch::choose(std::size_t digit, int left, const Decimal& sum) {
    const Decimal low = std::max(sum.carried(), smallest_);
    const Decimal high =
        std::min(sum.plus(powers_[digit], static_cast<Number>(left)).carried(), largest_);
    if (low > high) return;
    const Counts leading = shared_by(low, high);
    if (!can_hold(leading, digit)) return;
    if (digit == 0) {
        counts_[0] = left;
        if (leading == counts_) found_.push_back(to_string(low));
        return;
    }
    int smaller = 0;  // places that the leading digits take for digits below this one
    for (std::size_t i = 0; i < digit; ++i) smaller += leading[i];
    for (int count = leading[digit]; count <= left - smaller; ++count) {
        counts_[digit] = count;
        choose(digit - 1, left - count,
               sum.plus(powers_[digit], static_cast<Number>(count)));
    }
}

// How often each digit stands in the leading digits that `low` and `high` have in common,
// and with them every number in between.
LeadingDigitSearch::Counts LeadingDigitSearch::shared_by(const Decimal& low,
                                                         const Decimal& high) const {
    Counts counts{};
    for (std::size_t i = 0; i < low.limbs.size(); ++i) {
        std::uint64_t l = low.limbs[i], h = high.limbs[i];
        std::size_t shared = Decimal::limb_digits;
        for (; l != h; --shared) {
            l /= 10;
            h /= 10;
        }
        count_digits(l, shared, counts);
        if (shared < Decimal::limb_digits) break;
    }
    counts[0] -= Decimal::digits - digits_;  // the zeros in front are none of its digits
    return counts;
}

// The leading digits must not need more of a digit than was chosen.
bool LeadingDigitSearch::can_hold(const Counts& leading, std::size_t digit) const {
    for (std::size_t i = digit + 1; i < 10; ++i)
        if (leading[i] > counts_[i]) return false;
    return true;
}

Search search_all(int from, int to) {
    std::vector<std::pair<int, int>> pieces;
    for (int digits = to; digits >= from; --digits)
        for (int nines = 0; nines <= digits; ++nines) pieces.emplace_back(digits, nines);
    return {pieces.size(), [pieces](Number piece) {
                const auto [digits, nines] = pieces[piece];
                return LeadingDigitSearch{digits}.run(nines);
            }};
}

}  // namespace lockstep
