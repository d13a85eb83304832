// Prints a line for each case, or for those whose names begin as told: what the explorer
// says of the wrong program, after how many schedules and milliseconds, and after how
// many the right one passes. measure.py reads it.
#include <chrono>
#include <cstdio>
#include <string_view>

#include "tests/explorer/cases/case.hpp"

namespace {

using lockstep::ExploreReport;
using lockstep::cases::Case;

// The wall clock, which the explorer leaves alone outside of a body.
using Clock = std::chrono::steady_clock;

struct Timed {
    ExploreReport report;
    double milliseconds;
};

Timed explore(const Case& one, void (*body)()) {
    const auto start = Clock::now();
    auto report = lockstep::explore(one.name, body, one.options);
    return {std::move(report),
            std::chrono::duration<double, std::milli>{Clock::now() - start}.count()};
}

}  // namespace

int main(int argc, char** argv) {
    const std::string_view wanted = argc > 1 ? argv[1] : "";
    const bool whole = argc > 2;  // the reports too
    for (const Case* one : lockstep::cases::all_cases()) {
        if (!std::string_view{one->name}.starts_with(wanted)) continue;
        const auto wrong = explore(*one, one->wrong);
        const auto right = explore(*one, one->right);
        std::printf(
            "%s\t%s\t%llu\t%.0f\t%s\t%d\t%llu\t%.0f\n", one->name,
            wrong.report.verdict == one->expected ? "as expected" : "WRONG",
            static_cast<unsigned long long>(wrong.report.schedules), wrong.milliseconds,
            right.report.passed() ? "passed" : "WRONG", right.report.complete_preemptions,
            static_cast<unsigned long long>(right.report.schedules), right.milliseconds);
        if (whole)
            std::printf("%s\n%s\n", wrong.report.text.c_str(), right.report.text.c_str());
        std::fflush(stdout);
    }
}
