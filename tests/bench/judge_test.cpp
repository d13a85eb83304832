#include <doctest/doctest.h>

#include "tests/bench/judge.hpp"

using namespace lockstep::bench;

namespace {

const Goal goal{"soup_vs_salad", "lunch", "soup", {"salad", "stew"}, 1.2, 2};

Contest lunch(double soup, double salad, double stew) {
    return {"lunch",
            "plates/s",
            {{"soup", {soup, soup, 100 * soup}}, {"salad", {salad}}, {"stew", {stew}}},
            {}};
}

}  // namespace

TEST_CASE("the median is the middle and one wild round does not move it") {
    CHECK(median({3, 1, 2}) == 2);
    CHECK(median({1, 2, 3, 1000}) == 2.5);
    CHECK(median({}) == 0);
}

TEST_CASE("a goal compares with the better of its peers") {
    const auto judged = judge(goal, lunch(12, 5, 8), 2, false);
    CHECK(judged.value == 1.5);
    CHECK(judged.verdict == Verdict::ok);
    CHECK(goal_line(goal, judged) == "goal soup_vs_salad value 1.50 bound 1.20 ok");
}

TEST_CASE("a goal that is not reached falls short") {
    const auto judged = judge(goal, lunch(9, 5, 8), 2, false);
    CHECK(goal_line(goal, judged) == "goal soup_vs_salad value 1.12 bound 1.20 short");
}

TEST_CASE("a busy machine and a quick run and a missing peer judge nothing") {
    const auto busy = judge(goal, lunch(1, 5, 8), 1.6, false);
    CHECK(busy.verdict == Verdict::unjudged);
    CHECK(busy.why == "the machine was too busy: 1.60 of 2.00 cores were free");
    CHECK(judge(goal, lunch(1, 5, 8), 1.7, false).verdict == Verdict::short_of_it);
    CHECK(judge(goal, lunch(1, 5, 8), 2, true).verdict == Verdict::unjudged);

    auto without_stew = lunch(12, 5, 8);
    without_stew.series.pop_back();
    const auto judged = judge(goal, without_stew, 2, false);
    CHECK(judged.why == "stew is missing");
    CHECK(goal_line(goal, judged) == "goal soup_vs_salad value 2.40 bound 1.20 unjudged");
}
