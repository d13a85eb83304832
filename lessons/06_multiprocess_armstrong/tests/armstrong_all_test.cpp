// The search for all terms, and the arithmetic that it rests on.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_all.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_multisets.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/engines.hpp"
#include "lessons/06_multiprocess_armstrong/tests/known_terms.hpp"

using namespace lockstep;

namespace {

std::string text_of(Wide number) {
    std::string digits;
    for (; number != 0; number /= 10)
        digits.insert(digits.begin(), static_cast<char>('0' + number % 10));
    return digits;
}

std::string sum_of_equal(std::uint64_t digit, int count) {
    const auto times = static_cast<std::uint64_t>(count);
    return to_string(Decimal{}.plus(Decimal::power(digit, count), times).carried());
}

}  // namespace

// An arithmetic of its own: 128 bits hold the sums of up to 38 digits.
TEST_CASE("a sum of powers is what 128 bits say where they can hold it") {
    for (int count = 1; count <= 38; ++count) {
        for (std::uint64_t digit = 1; digit < 10; ++digit) {
            Wide sum = static_cast<Wide>(count);
            for (int i = 0; i < count; ++i) sum *= digit;
            CHECK(sum_of_equal(digit, count) == text_of(sum));
        }
    }
}

// Computed with Python's integers, which have no largest.
TEST_CASE("a sum that is larger than 128 bits loses nothing") {
    CHECK(sum_of_equal(9, 39) == "640504927462165667703027244227660956271");
    CHECK(text_of(~Wide{0}) == "340282366920938463463374607431768211455");
    CHECK(sum_of_equal(9, 60) ==
          "107820617994865872624790789770576302383888537652271066384060");
}

TEST_CASE("sixty digits can still make a number of sixty digits and 61 cannot") {
    CHECK(sum_of_equal(9, 60).size() == 60);
    CHECK(sum_of_equal(9, 61).size() == 60);
    CHECK(most_digits == 60);
}

// A limb of the largest sum, before anything is carried, is far from wrapping around.
TEST_CASE("no limb of the largest sum comes near the end of 64 bits") {
    const Decimal sum = Decimal{}.plus(Decimal::power(9, 60), 60);
    for (const std::uint64_t limb : sum.limbs) CHECK(limb < std::uint64_t{1} << 50U);
    CHECK(sum.carried().limbs.front() < Decimal::limb_base);
}

// By the definition, with nothing of the search in it.
TEST_CASE("each of the known terms is the sum of the powers of its digits") {
    for (const std::string& term : test::known_terms()) {
        Wide sum = 0;
        for (const char c : term) {
            Wide power = 1;
            for (std::size_t i = 0; i < term.size(); ++i)
                power *= static_cast<Wide>(c - '0');
            sum += power;  // wraps around at 2^128 for no term: see the next test
        }
        CHECK(text_of(sum) == term);
    }
}

TEST_CASE("the known terms fit 128 bits and so do the sums of their powers") {
    for (const std::string& term : test::known_terms()) {
        CAPTURE(term);
        Decimal sum;
        for (const char c : term)
            sum = sum.plus(Decimal::power(static_cast<std::uint64_t>(c - '0'),
                                          static_cast<int>(term.size())),
                           1);
        CHECK(to_string(sum.carried()) == term);
        CHECK((term.size() < 39 || term < text_of(~Wide{0})));
    }
}

// All 60 lengths are in stress.cpp.
TEST_CASE("each length by itself finds its own terms") {
    for (const int digits : {1, 2, 3, 7, 12, 17, 20, 58, 60}) {
        Terms expected = test::known_terms();
        std::erase_if(expected, [&](const std::string& term) {
            return term.size() != static_cast<std::size_t>(digits);
        });
        CHECK(run_serial(search_all(digits, digits)) == expected);
    }
}
