// From the explorer's report to a verdict. Only in graders that the explorer runs.
#include "tests/exercises/grader/grader.hpp"
#include "tests/exercises/grader/verdict.hpp"
#include "tests/exercises/grader/watched.hpp"
#include "tests/explorer/trace/trace.hpp"

namespace lockstep::grader {
namespace {

bool calls_an_exit(const std::string& reason) {
    return reason.ends_with("exit") || reason.ends_with("Exit");
}

}  // namespace

void expect(bool holds, std::string_view what) {
    if (!holds && is_watched()) fail_expectation(what);
    lockstep::expect(holds, what);
}

void judge(const ExploreReport& report) {
    if (report.passed()) return;
    // There is no trace of a body without the explorer's hooks.
    Verdict verdict{report.told ? report.told->verdict : "not_instrumented",
                    check_name(),
                    report.reason,
                    report.trace,
                    report.replay,
                    line_named_in(report.trace)};
    // What the explorer calls so is how a program ends, not how a body does.
    if (verdict.name == "not_supported" && calls_an_exit(report.reason)) {
        verdict.name = "ended_early";
        verdict.happened = "The program ends in the middle of the check.";
    }
    end_with(verdict);
}

}  // namespace lockstep::grader
