#include "tests/explorer/report.hpp"

#include <memory>

#include "tests/explorer/messages.hpp"
#include "tests/explorer/trace/event_words.hpp"
#include "tests/explorer/trace/files.hpp"
#include "tests/explorer/trace/lanes.hpp"
#include "tests/explorer/trace/read_trace.hpp"

namespace lockstep::explorer {
namespace {

std::string passed(std::string_view name, const ExploreReport& report) {
    const auto in_order = report.schedules - report.random_schedules;
    const bool all = report.complete_preemptions >= 0;
    return say(all ? "report.passed.all"_key : "report.passed.some"_key,
               fmt::arg("name", name), fmt::arg("schedules", in_order),
               fmt::arg("preemptions", report.complete_preemptions),
               fmt::arg("random", report.random_schedules)) +
           "\n";
}

}  // namespace

void tell(ExploreReport& report, std::string_view name, const Board& board,
          const ExploreOptions& options) {
    auto trace = std::make_shared<Trace>(read_trace(board, options));
    trace->name = name;
    trace->replay = report.replay;
    trace->output = report.output;
    report.reason = trace->reason;
    report.trace = lanes(*trace);
    report.told = std::move(trace);
}

void write_files(std::string_view name, const ExploreReport& report) {
    if (report.told != nullptr) return write_trace_files(*report.told);
    Trace trace;  // all passed: there is nothing to step through
    trace.name = name;
    trace.verdict = word_of(static_cast<Verdict>(report.verdict));
    trace.reason = report.text.substr(0, report.text.find('\n'));
    write_trace_files(trace);
}

std::string summary(std::string_view name, const ExploreReport& report, bool colour) {
    if (report.passed() && report.replay.empty()) return passed(name, report);
    std::string text = say("report.failed"_key, fmt::arg("name", name),
                           fmt::arg("reason", report.reason)) +
                       "\n";
    if (report.passed() || report.schedules == 0)
        text += say("report.replayed"_key, fmt::arg("replay", report.replay)) + "\n";
    else if (!report.replay.empty())
        text += say(report.schedules == 1 ? "report.found.first"_key : "report.found"_key,
                    fmt::arg("schedules", report.schedules),
                    fmt::arg("replay", report.replay)) +
                "\n";
    if (report.told != nullptr && !report.trace.empty())
        text +=
            "\n" + (colour ? lanes(*report.told, {.colour = true}) : report.trace) + "\n";
    if (!report.output.empty())
        text += say("report.printed"_key, fmt::arg("output", report.output));
    return text;
}

}  // namespace lockstep::explorer
