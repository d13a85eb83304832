// Whole numbers of up to 65 decimal digits, for sums that no built-in integer holds: 39 *
// 9^39 is larger than 2^128.
//
// Five limbs of 13 digits, the highest first. plus() adds limb by limb and carries
// nothing: a sum of 60 powers has at most 60 * (10^13 - 1) in a limb, and that is far
// below 2^64. So no sum ever wraps around. carried() brings each limb back below 10^13;
// only carried numbers may be compared, or taken apart into digits.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>

namespace lockstep {

struct Decimal {
    static constexpr std::size_t limb_digits = 13;
    static constexpr std::uint64_t limb_base = 10'000'000'000'000;
    static constexpr int digits = 65;

    std::array<std::uint64_t, 5> limbs{};

    static Decimal power(std::uint64_t digit, int exponent) {
        Decimal result;
        result.limbs.back() = 1;
        for (; exponent > 0; --exponent) result = Decimal{}.plus(result, digit).carried();
        return result;
    }

    Decimal plus(const Decimal& term, std::uint64_t times) const {
        Decimal sum;
        for (std::size_t i = 0; i < limbs.size(); ++i)
            sum.limbs[i] = limbs[i] + term.limbs[i] * times;
        return sum;
    }

    Decimal carried() const {
        Decimal result = *this;
        for (std::size_t i = limbs.size() - 1; i > 0; --i) {
            result.limbs[i - 1] += result.limbs[i] / limb_base;
            result.limbs[i] %= limb_base;
        }
        return result;
    }

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 sees a 0 where there is none
    auto operator<=>(const Decimal&) const = default;
};

// A carried number without zeros in front; 0 is "".
inline std::string to_string(const Decimal& number) {
    std::string text;
    for (const std::uint64_t limb : number.limbs) {
        const std::string part = std::to_string(limb);
        text += std::string(Decimal::limb_digits - part.size(), '0') + part;
    }
    return text.erase(0, text.find_first_not_of('0'));
}

}  // namespace lockstep
