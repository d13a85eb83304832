#include "lessons/06_multiprocess_armstrong/armstrong/survive_report.hpp"

#include <algorithm>
#include <csignal>

#include "common/console.hpp"

namespace lockstep {

std::vector<Range> cut(Range whole, Number ranges) {
    ranges = std::min(ranges, whole.size());
    std::vector<Range> pieces;
    Number begin = whole.begin;
    for (Number i = 0; i < ranges; ++i) {
        const Number size = whole.size() / ranges + (i < whole.size() % ranges ? 1 : 0);
        pieces.push_back({begin, begin + size});
        begin += size;
    }
    return pieces;
}

SurviveReporter::SurviveReporter(Pace& pace, int kills, std::uint64_t seed)
    : pace_{pace}, kills_{kills}, chance_{"kills", seed} {
    name_thread("coordinator");
}

void SurviveReporter::started(Worker& worker) {
    say("{} is here; to end it: kill -9 {}", worker.name(), worker.process.pid());
}

// Every second worker that gets a range is killed with it in hand, until enough are.
void SurviveReporter::given(Worker& worker, Range range) {
    pace_.hand_over(fmt::format("{} gets {}", worker.name(), to_string(range)));
    say("{} searches {}", worker.name(), to_string(range));
    if (kills_ == 0 || chance_.below(2) == 0) return;
    --kills_;
    worker.process.kill(SIGKILL);
}

void SurviveReporter::done(Worker& worker, Range range,
                           const std::vector<Number>& found) {
    say("{} is done with {}: {}", worker.name(), to_string(range),
        found.empty() ? "none there" : fmt::format("{}", fmt::join(found, " ")));
}

namespace {

std::string fate_of_range(const Death& death) {
    if (!death.range) return "it had no range";
    return fmt::format("its range {} {}", to_string(*death.range),
                       death.handed_out_again ? "goes to another" : "is given up");
}

}  // namespace

void SurviveReporter::died(const Death& death) {
    say("{} has died of {}, {}", death.worker, death.how, fate_of_range(death));
}

void print(const WorkReport& report) {
    say_plain("\n{} of {} ranges are done, by {} workers, of which {} died\n",
              report.done, report.ranges, report.workers_started, report.deaths.size());
    for (const Death& death : report.deaths)
        say_plain("  {} died of {}, {}\n", death.worker, death.how, fate_of_range(death));
    for (const Range range : report.given_up)
        say_plain_error("given up: {}, every worker that took it died", to_string(range));
    say_plain("{} Armstrong numbers: {}\n", report.found.size(),
              fmt::join(report.found, " "));
}

}  // namespace lockstep
