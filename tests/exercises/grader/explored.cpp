// From the explorer's report to a verdict. Only in graders that the explorer runs.
#include "tests/exercises/grader/grader.hpp"
#include "tests/exercises/grader/verdict.hpp"
#include "tests/exercises/grader/watched.hpp"
#include "tests/explorer/trace/trace.hpp"

namespace lockstep::grader {

void expect(bool holds, std::string_view what) {
    if (!holds && is_watched()) fail_expectation(what);
    lockstep::expect(holds, what);
}

void judge(const ExploreReport& report) {
    if (report.passed()) return;
    // There is no trace of a body without the explorer's hooks.
    end_with({report.told ? report.told->verdict : "not_instrumented", check_name(),
              report.reason, report.trace, report.replay, line_named_in(report.trace)});
}

}  // namespace lockstep::grader
