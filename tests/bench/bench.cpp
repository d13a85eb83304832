#include "tests/bench/bench.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>

#include <fmt/format.h>

#include "tests/bench/calibrate.hpp"
#include "tests/bench/report.hpp"

namespace lockstep::bench {
namespace {

constexpr int fewest_rounds = 5;
constexpr double quick_scale = 0.01;

const Contest& contest_of(const Goal& goal, const std::vector<Contest>& contests) {
    return *std::ranges::find(contests, goal.contest, &Contest::name);
}

}  // namespace

Bench::Bench(const std::string& name, const std::string& purpose,
             const std::string& example)
    : name_{name}, app_{purpose, "bench_" + name} {
    app_.footer("Example: " + example);
    app_.add_option("--rounds", rounds_, "how often everybody is measured")
        ->check(CLI::Range(fewest_rounds, 1000))
        ->capture_default_str();
    app_.add_flag("--quick", quick_,
                  "one small round, to see that it works; judges nothing");
    app_.add_flag("--json", json_, "print JSON instead of a table");
}

void Bench::contest(std::string name, std::string unit,
                    std::vector<Contestant> contestants) {
    Contest contest{std::move(name), std::move(unit), {}, {}};
    for (const auto& [who, rate] : contestants) {
        if (!rate) contest.missing.push_back(who);
    }
    std::erase_if(contestants, [](const auto& one) { return !one.rate; });
    for (const auto& [who, rate] : contestants) contest.series.push_back({who, {}});
    contests_.push_back(std::move(contest));
    contestants_.push_back(std::move(contestants));
}

void Bench::measure() {
    for (int round = 1; round <= rounds_; ++round) {
        free_cores_.push_back(free_cores());
        if (!json_) fmt::print(stderr, "round {} of {}\n", round, rounds_);
        for (std::size_t i = 0; i < contests_.size(); ++i) {
            for (std::size_t k = 0; k < contestants_[i].size(); ++k) {
                const double rate = contestants_[i][k].rate(quick_ ? quick_scale : 1);
                contests_[i].series[k].rates.push_back(rate);
            }
        }
    }
    free_cores_.push_back(free_cores());
}

int Bench::run(int argc, char** argv) try {
    try {
        app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app_.exit(error) == 0 ? 0 : 2;
    }
    if (quick_) rounds_ = 1;
    measure();

    Report report{name_,       notes_,    rounds_, cores_of_the_machine(),
                  free_cores_, contests_, goals_,  {}};
    for (const auto& goal : goals_) {
        report.judged.push_back(
            judge(goal, contest_of(goal, contests_), median(free_cores_), quick_));
    }
    fmt::print("{}", json_ ? as_json(report) : as_table(report));
    return std::ranges::any_of(report.judged, [](const Judged& judged) {
        return judged.verdict == Verdict::short_of_it;
    });
} catch (const std::exception& error) {
    fmt::print(stderr, "bench_{}: {}\n", name_, error.what());
    return 1;
}

}  // namespace lockstep::bench
