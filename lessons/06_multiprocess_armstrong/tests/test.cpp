// What every part of the lesson stands on: the definition.
#include <doctest/doctest.h>

#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_naive.hpp"

using namespace lockstep;

TEST_CASE("a number is an Armstrong number by the powers of its own digits") {
    CHECK(is_armstrong(153));
    CHECK(is_armstrong(9));
    CHECK_FALSE(is_armstrong(0));
    CHECK_FALSE(is_armstrong(10));
    CHECK_FALSE(is_armstrong(154));
}
