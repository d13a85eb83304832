// Fault D16: a test for Armstrong numbers that adds x * k in place of x ** k, and divides
// with "/" where "//" is meant.
//
// In Python "/" gives a fraction, also for two whole numbers; here a double does the
// same.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_naive.hpp"

namespace lockstep::wrong_sum {

// "/": 153 becomes 15.3, 1.53, 0.153 … until a double is too small to hold it. Each of
// the hundreds of remainders counts as a digit.
inline std::vector<double> digits_by_fractions(Number number) {
    std::vector<double> digits;
    for (double rest = static_cast<double>(number); rest > 0; rest /= 10)
        digits.push_back(std::fmod(rest, 10));
    return digits;
}

inline bool broken_as_written(Number number) {
    const auto digits = digits_by_fractions(number);
    double sum = 0;
    for (const double digit : digits) sum += digit * static_cast<double>(digits.size());
    return sum == static_cast<double>(number);
}

// With "//" the digits are right and the sum is not: k digits make at most k * 9 * k. For
// 3 digits that is 81, so no number above 99 is ever found.
inline bool broken_with_whole_numbers(Number number) {
    const auto digits = static_cast<Number>(count_digits(number));
    Number sum = 0;
    for (Number rest = number; rest != 0; rest /= 10) sum += rest % 10 * digits;
    return sum == number;
}

template <class Test>
std::vector<Number> found_below(Number end, const Test& test) {
    std::vector<Number> found;
    for (Number number = 1; number < end; ++number)
        if (test(number)) found.push_back(number);
    return found;
}

}  // namespace lockstep::wrong_sum
