// Prints a line for each case, or for those whose names begin as told: what the explorer
// says of the wrong program, after how many schedules and milliseconds, and after how
// many the right one passes. measure.py reads it.
#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "tests/explorer/cases/case.hpp"

namespace {

using lockstep::ExploreReport;
using lockstep::ExplorerVerdict;
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

const char* in_words(ExplorerVerdict verdict) {
    switch (verdict) {
    case ExplorerVerdict::assertion_failed:
        return "assertion failed";
    case ExplorerVerdict::data_race:
        return "data race";
    case ExplorerVerdict::deadlock:
        return "deadlock";
    case ExplorerVerdict::lost_wake_up:
        return "lost wake-up";
    case ExplorerVerdict::destroyed_object:
        return "use of what is destroyed";
    case ExplorerVerdict::use_after_free:
        return "use after free";
    default:
        return "another one";
    }
}

std::string verdict_of(const Case& one, const ExploreReport& report) {
    const std::string verdict = in_words(one.expected);
    return report.verdict == one.expected ? verdict : "NOT FOUND: " + verdict;
}

std::string bound_of(const ExploreReport& report) {
    if (!report.passed()) return "FALSE ALARM";
    return std::to_string(report.schedules - report.random_schedules);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string_view wanted = argc > 1 ? argv[1] : "";
    const bool tell_all = argc > 2;
    for (const Case* one : lockstep::cases::all_cases()) {
        if (!std::string_view{one->name}.starts_with(wanted)) continue;
        const auto wrong = explore(*one, one->wrong);
        const auto right = explore(*one, one->right);
        fmt::print("{}\t{}\t{}\t{:.0f}\t{}\n", one->name, verdict_of(*one, wrong.report),
                   wrong.report.schedules, wrong.milliseconds, bound_of(right.report));
        if (tell_all) fmt::print("{}\n{}\n", wrong.report.text, right.report.text);
        std::fflush(stdout);
    }
}
