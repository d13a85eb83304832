// From saving an exercise's file to the verdict, over all exercises: as a learner has
// them, and solved. And where the time goes. Each is compiled without ccache, and its
// grader is run.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "exercises/runner/catalogue.hpp"
#include "exercises/runner/compile.hpp"
#include "exercises/runner/grader.hpp"
#include "tests/bench/calibrate.hpp"
#include "tests/bench/judge.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using namespace lockstep::bench;
using learn::Exercise;
using learn::Places;

namespace {

constexpr double longest_look =
    0.2;  // s, until ./lockstep learn notices that it was saved
constexpr double median_bound = 3, worst_bound = 5, cores_needed = 2;  // the goals

// All in seconds.
struct Times {
    std::string name, verdict;
    double compile = 0, run = 0;
    double all() const { return longest_look + compile + run; }
};

class Stopwatch {
  public:
    double seconds() const {
        return std::chrono::duration<double>{std::chrono::steady_clock::now() - begin_}
            .count();
    }

  private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

Times measure(const Places& places, const learn::GraderRecipe& recipe,
              const std::string& who) {
    const auto& exercise = recipe.exercise;
    Times times{exercise.target(who), ""};
    const Stopwatch compiling;
    const learn::AnswerCopy answer{
        places, who == "solution" ? places.solution(exercise) : places.exercise(exercise),
        times.name};
    const auto built = learn::compile(places, recipe, answer);
    times.compile = compiling.seconds();
    times.verdict = built->verdict;
    if (times.verdict == "not_built" || times.verdict == "not_judged")
        throw std::runtime_error{times.verdict + ": " + built->happened +
                                 built->compiler};
    if (!times.verdict.empty()) return times;
    const Stopwatch running;
    const auto facts =
        learn::run_grader(places, exercise, answer, std::chrono::seconds{60});
    times.run = running.seconds();
    times.verdict = facts->verdict;
    return times;
}

// The median round of each part.
Times typical(const std::vector<Times>& rounds) {
    const auto middle = [&](double Times::*part) {
        std::vector<double> values;
        for (const auto& round : rounds) values.push_back(round.*part);
        return median(values);
    };
    return {rounds.back().name, rounds.back().verdict, middle(&Times::compile),
            middle(&Times::run)};
}

std::vector<Times> measure_all(const Places& places, int rounds, bool quick) {
    const learn::Catalogue catalogue{places, {}};
    std::vector<Exercise> exercises = catalogue.all();
    if (quick) exercises.resize(1);
    const std::vector<std::string> both =
        quick ? std::vector<std::string>{"solution"}
              : std::vector<std::string>{"exercise", "solution"};
    std::vector<Times> all;
    for (const auto& exercise : exercises)
        for (const auto& who : both) {
            fmt::print(stderr, "{} {}\n", who, exercise.path);
            std::vector<Times> own;
            for (int round = 0; round < rounds; ++round)
                own.push_back(measure(places, catalogue.recipe(exercise), who));
            all.push_back(typical(own));
        }
    return all;
}

void print_table(const std::vector<Times>& all) {
    fmt::print("seconds from saving to the verdict\n{:34} {:>8} {:>6} {:>6}  {}\n", "",
               "compile", "run", "all", "verdict");
    for (const auto& one : all)
        fmt::print("{:34} {:8.2f} {:6.2f} {:6.2f}  {}\n", one.name, one.compile, one.run,
                   one.all(), one.verdict);
}

void print_json(const std::vector<Times>& all) {
    auto rows = nlohmann::ordered_json::array();
    for (const auto& one : all)
        rows.push_back({{"name", one.name},
                        {"compile", one.compile},
                        {"run", one.run},
                        {"all", one.all()},
                        {"verdict", one.verdict}});
    fmt::print("{}\n", rows.dump(2));
}

// False when it is judged and falls short.
bool judge_seconds(const std::string& name, double seconds, double bound, double free,
                   bool quick) {
    Judged judged{seconds, seconds <= bound ? Verdict::ok : Verdict::short_of_it, ""};
    if (quick || free < enough * cores_needed)
        judged = {seconds, Verdict::unjudged,
                  quick ? "a quick run" : fmt::format("{:.1f} cores are free", free)};
    Goal goal;
    goal.name = name;
    goal.bound = bound;
    fmt::print("{}\n", goal_line(goal, judged));
    return judged.verdict != Verdict::short_of_it;
}

}  // namespace

int main(int argc, char** argv) try {
    CLI::App app{"From saving an exercise to the verdict, over all exercises.",
                 "bench_verdict"};
    app.footer("Example: bench_verdict --rounds 5");
    int rounds = 3;
    bool quick = false, json = false;
    app.add_option("--rounds", rounds, "how often each is measured")
        ->check(CLI::Range(1, 100));
    app.add_flag("--quick", quick,
                 "one solution, once, to see that it works; judges nothing");
    app.add_flag("--json", json, "print JSON instead of a table");
    CLI11_PARSE(app, argc, argv);

    ::setenv("CCACHE_DISABLE", "1", 1);  // a learner's edit is new each time
    const double free_before = free_cores();
    const test::TemporaryFolder work;
    const auto all = measure_all(
        {LOCKSTEP_SOURCE_DIR, LOCKSTEP_BUILD_DIR, LOCKSTEP_SOURCE_DIR, work.path()},
        quick ? 1 : rounds, quick);
    const double free = std::min(free_before, free_cores());
    json ? print_json(all) : print_table(all);
    std::vector<double> seconds;
    for (const auto& one : all) seconds.push_back(one.all());
    const bool typical_is_fine = judge_seconds("verdict_median_seconds", median(seconds),
                                               median_bound, free, quick);
    const bool worst_is_fine =
        judge_seconds("verdict_worst_seconds", *std::ranges::max_element(seconds),
                      worst_bound, free, quick);
    return typical_is_fine && worst_is_fine ? 0 : 1;
} catch (const std::exception& error) {
    fmt::print(stderr, "bench_verdict: {}\n", error.what());
    return 1;
}
