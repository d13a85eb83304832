// What was measured, and whether it is good enough. No clock and no output in here.
#pragma once

#include <string>
#include <vector>

namespace lockstep::bench {

// The middle one when sorted; the mean of the middle two for an even number. None: 0.
double median(std::vector<double> values);

// One who takes part in a contest, with one figure a round; more is better.
struct Series {
    std::string name;
    std::vector<double> rates;
};

struct Contest {
    std::string name;  // "4 producers, 4 consumers"
    std::string unit;  // "million items/s"
    std::vector<Series> series;
    std::vector<std::string> missing;  // peers that are not installed
};

// `ours` must be at least `bound` times the best of `peers`, by medians.
struct Goal {
    std::string name;  // without spaces
    std::string contest;
    std::string ours;
    std::vector<std::string> peers;
    double bound = 0;
    double cores = 0;  // that must be free, or it says nothing
};

enum class Verdict { ok, short_of_it, unjudged };

struct Judged {
    double value = 0;
    Verdict verdict = Verdict::unjudged;
    std::string why;  // for unjudged
};

// A core counts as free when a thread got most of it: `enough` of the cores needed.
constexpr double enough = 0.85;

Judged judge(const Goal& goal, const Contest& contest, double free_cores, bool quick);

// For a goal that is a limit: prints its line; false when it is judged and the value is
// larger than the bound.
bool judge_at_most(const std::string& name, double value, double bound,
                   double cores_needed, double free_cores, bool quick);

// "goal NAME value V bound B ok"
std::string goal_line(const Goal& goal, const Judged& judged);

std::string to_string(Verdict verdict);

}  // namespace lockstep::bench
