#include "tests/bench/judge.hpp"

#include <algorithm>
#include <cstdio>
#include <stdexcept>

namespace lockstep::bench {
namespace {

const Series* find(const Contest& contest, const std::string& name) {
    const auto found = std::ranges::find(contest.series, name, &Series::name);
    return found == contest.series.end() ? nullptr : &*found;
}

double median_of(const Contest& contest, const std::string& name) {
    const auto* series = find(contest, name);
    return series ? median(series->rates) : 0;
}

std::string two_digits(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    return text;
}

}  // namespace

double median(std::vector<double> values) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    const auto middle = values.size() / 2;
    return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

Judged judge(const Goal& goal, const Contest& contest, double free_cores, bool quick) {
    Judged judged;
    double best_peer = 0;
    for (const auto& peer : goal.peers) {
        best_peer = std::max(best_peer, median_of(contest, peer));
        if (!find(contest, peer)) judged.why = peer + " is missing";
    }
    if (best_peer > 0) judged.value = median_of(contest, goal.ours) / best_peer;
    if (!judged.why.empty()) return judged;
    if (quick) {
        judged.why = "a quick run judges nothing";
    } else if (free_cores < goal.cores * enough) {
        judged.why = "the machine was too busy: " + two_digits(free_cores) + " of " +
                     two_digits(goal.cores) + " cores were free";
    } else {
        judged.verdict = judged.value >= goal.bound ? Verdict::ok : Verdict::short_of_it;
    }
    return judged;
}

bool judge_at_most(const std::string& name, double value, double bound,
                   double cores_needed, double free_cores, bool quick) {
    Judged judged{value, value <= bound ? Verdict::ok : Verdict::short_of_it, ""};
    if (quick || free_cores < enough * cores_needed) judged.verdict = Verdict::unjudged;
    Goal goal;
    goal.name = name;
    goal.bound = bound;
    std::puts(goal_line(goal, judged).c_str());
    if (judged.verdict == Verdict::unjudged && !quick)
        std::printf("     (%s cores were free)\n", two_digits(free_cores).c_str());
    std::fflush(stdout);
    return judged.verdict != Verdict::short_of_it;
}

std::string goal_line(const Goal& goal, const Judged& judged) {
    return "goal " + goal.name + " value " + two_digits(judged.value) + " bound " +
           two_digits(goal.bound) + " " + to_string(judged.verdict);
}

std::string to_string(Verdict verdict) {
    switch (verdict) {
    case Verdict::ok:
        return "ok";
    case Verdict::short_of_it:
        return "short";
    case Verdict::unjudged:
        return "unjudged";
    }
    throw std::logic_error{"a verdict that is none"};
}

}  // namespace lockstep::bench
