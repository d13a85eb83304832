// Stair 1: number by number, digit by digit, the definition and nothing else.
#pragma once

#include <vector>

#include "lessons/06_multiprocess_armstrong/armstrong/armstrong.hpp"

namespace lockstep {

inline int count_digits(Number number) {
    int digits = 1;
    for (; number >= 10; number /= 10) ++digits;
    return digits;
}

// For a digit and at most 20, the digits of the largest Number: 9^20 still fits.
inline Number power(Number digit, int exponent) {
    Number result = 1;
    for (; exponent > 0; --exponent) result *= digit;
    return result;
}

// The powers are taken away from the number, not added up: the sum of twenty of them
// might not fit into a Number.
inline bool is_armstrong(Number number) {
    const int digits = count_digits(number);
    Number left = number;
    for (Number rest = number; rest != 0; rest /= 10) {
        const Number term = power(rest % 10, digits);
        if (term > left) return false;
        left -= term;
    }
    return left == 0 && number != 0;
}

inline std::vector<Number> armstrong_naive(Range range) {
    std::vector<Number> found;
    for (Number number = range.begin; number < range.end; ++number)
        if (is_armstrong(number)) found.push_back(number);
    return found;
}

}  // namespace lockstep
