// The three methods against each other, against the definition, and against OEIS A005188.
#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "lessons/06_multiprocess_armstrong/armstrong/armstrong.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_naive.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_table.hpp"
#include "lessons/06_multiprocess_armstrong/tests/known_terms.hpp"

using namespace lockstep;

namespace {

constexpr Number largest = std::numeric_limits<Number>::max();

// The terms of OEIS A005188 that lie in the range.
std::vector<Number> known_in(Range range) {
    std::vector<Number> known;
    for (const std::string& term : test::known_terms()) {
        if (term.size() > 19) break;
        const Number number = std::stoull(term);
        if (number >= range.begin && number < range.end) known.push_back(number);
    }
    return known;
}

void check_all_methods(Range range) {
    CAPTURE(range.begin);
    CAPTURE(range.end);
    const auto expected = known_in(range);
    for (const Method method : all_methods) {
        CAPTURE(to_string(method));
        CHECK(armstrong_in(range, method) == expected);
    }
}

}  // namespace

TEST_CASE("every method finds the known terms below a million") {
    check_all_methods({0, 1'000'000});
}

TEST_CASE("a range holds its first number and not its last") {
    check_all_methods({153, 154});
    check_all_methods({152, 153});
    check_all_methods({154, 370});
    check_all_methods({370, 371});
    check_all_methods({370, 372});
    check_all_methods({24'678'050, 24'678'052});
}

TEST_CASE("an empty range holds nothing") {
    for (const Method method : all_methods) {
        CHECK(armstrong_in({0, 0}, method).empty());
        CHECK(armstrong_in({0, 1}, method).empty());  // 0 is none
        CHECK(armstrong_in({153, 153}, method).empty());
        CHECK(armstrong_in({500, 100}, method).empty());
        CHECK(armstrong_in({largest, largest}, method).empty());
    }
}

TEST_CASE("ranges that do not begin or end at a round number lose nothing") {
    for (const Number begin : {1U, 7U, 99U, 100U, 999U, 1001U, 1633U, 9474U})
        for (const Number size : {1U, 2U, 999U, 1000U, 1001U, 50'000U})
            check_all_methods({begin, begin + size});
}

TEST_CASE("pieces of a range together hold what the whole holds") {
    for (const Method method : all_methods) {
        std::vector<Number> pieced;
        for (Number begin = 0; begin < 100'000; begin += 7'777) {
            const Number end = std::min<Number>(begin + 7'777, 100'000);
            for (const Number number : armstrong_in({begin, end}, method))
                pieced.push_back(number);
        }
        CHECK(pieced == known_in({0, 100'000}));
    }
}

// 19 and 20 digits: a sum of powers may need more than 64 bits there.
TEST_CASE("the largest numbers of 64 bits are searched without a false term") {
    for (const Number term : known_in({power(10, 18), largest}))
        check_all_methods({term - 5000, term + 5000});
    check_all_methods({power(10, 19) - 5000, power(10, 19) + 5000});
    check_all_methods({largest - 20'000, largest});
}

TEST_CASE("the multisets find every known term below a thousand million million") {
    const Range range{0, power(10, 15)};
    CHECK(armstrong_in(range, Method::multisets) == known_in(range));
}
