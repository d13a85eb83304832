#include <cstdint>
#include <string>
#include <vector>

#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

std::string found_in(std::uint64_t begin, std::uint64_t end) {
    std::string text;
    for (auto number = begin; number < end; ++number)
        if (is_armstrong(number))
            text += (text.empty() ? "" : " ") + std::to_string(number);
    return text;
}

// Says what is found instead.
void expect_in(std::uint64_t begin, std::uint64_t end, const std::string& numbers) {
    const auto found = found_in(begin, end);
    expect(found == numbers, "from " + std::to_string(begin) + " to " +
                                 std::to_string(end - 1) +
                                 " it finds: " + (numbers.empty() ? "none" : numbers) +
                                 "; but it found: " + (found.empty() ? "none" : found));
}

}  // namespace

TEST_CASE("numbers of one and two digits") {
    watched([] {
        expect_in(1, 10, "1 2 3 4 5 6 7 8 9");
        expect_in(10, 100, "");
    });
}

TEST_CASE("numbers of three digits") {
    watched([] { expect_in(100, 1000, "153 370 371 407"); });
}

TEST_CASE("numbers of four to six digits") {
    watched([] {
        expect_in(1000, 10'000, "1634 8208 9474");
        expect_in(10'000, 100'000, "54748 92727 93084");
        expect_in(540'000, 560'000, "548834");
    });
}

TEST_CASE("numbers of up to ten digits") {
    watched([] {
        expect_in(9'800'000, 9'930'000, "9800817 9926315");
        expect_in(146'511'200, 146'511'300, "146511208");
        expect_in(4'679'307'700, 4'679'307'800, "4679307774");
        expect_in(9'999'999'900, 10'000'000'000, "");
    });
}
