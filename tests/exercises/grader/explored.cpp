// From the explorer's report to a verdict. Only in graders that the explorer runs.
#include "tests/exercises/grader/grader.hpp"
#include "tests/exercises/grader/verdict.hpp"
#include "tests/exercises/grader/watched.hpp"

namespace lockstep::grader {
namespace {

const char* name_of(ExplorerVerdict verdict) {
    switch (verdict) {
    case ExplorerVerdict::passed:
        return "passed";
    case ExplorerVerdict::assertion_failed:
        return "assertion_failed";
    case ExplorerVerdict::exception_escaped:
        return "exception_escaped";
    case ExplorerVerdict::deadlock:
        return "deadlock";
    case ExplorerVerdict::lost_wake_up:
        return "lost_wake_up";
    case ExplorerVerdict::use_after_free:
        return "use_after_free";
    case ExplorerVerdict::livelock:
        return "livelock";
    case ExplorerVerdict::data_race:
        return "data_race";
    case ExplorerVerdict::crash:
        return "crash";
    case ExplorerVerdict::step_limit:
        return "step_limit";
    case ExplorerVerdict::endless_loop:
        return "endless_loop";
    case ExplorerVerdict::destroyed_object:
        return "destroyed_object";
    case ExplorerVerdict::not_the_owner:
        return "not_the_owner";
    case ExplorerVerdict::not_deterministic:
        return "not_deterministic";
    case ExplorerVerdict::not_supported:
        return "not_supported";
    case ExplorerVerdict::not_instrumented:
        return "not_instrumented";
    }
    return "unknown";
}

}  // namespace

void expect(bool holds, std::string_view what) {
    if (!holds && is_watched()) fail_expectation(what);
    lockstep::expect(holds, what);
}

void judge(const ExploreReport& report) {
    if (report.passed()) return;
    end_with({name_of(report.verdict), check_name(), report.reason, report.trace,
              report.replay, line_named_in(report.trace)});
}

}  // namespace lockstep::grader
