// Runs every grader with every answer, again and again: how many wrong answers are caught
// with the right diagnosis, and how many right ones are refused. A third of the runs on
// one core, a third on two, and a third on two that have more to do than they can.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <sched.h>

#include "common/console.hpp"
#include "exercises/runner/catalogue.hpp"
#include "exercises/runner/compile.hpp"
#include "exercises/runner/judge.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;
using learn::Places;

namespace {

enum class Kind { wrong, solution, other_right };

struct Grader {
    learn::Case one;
    learn::AnswerCopy answer;
    Kind kind = Kind::wrong;
};

struct Count {
    std::atomic<int> runs{0};
    std::atomic<int> as_it_should{0};

    void add(const Count& other) {
        runs += other.runs;
        as_it_should += other.as_it_should;
    }
};

// What a run has, and how many are under way at a time.
struct Condition {
    std::string name;
    int cores;
    bool loaded;
    int at_a_time;
};

Kind kind_of(const learn::Case& one, const Places& places) {
    if (one.file == places.solution(one.exercise)) return Kind::solution;
    return one.wanted == "passed" ? Kind::other_right : Kind::wrong;
}

// Compiled once, as ./lockstep check does it.
std::vector<Grader> graders_of(const Places& places, const std::vector<std::string>& only,
                               bool quick) {
    const learn::Catalogue catalogue{places, {}};
    std::vector<Grader> graders;
    std::map<Kind, int> count;
    for (const auto& exercise : catalogue.all())
        for (const auto& one : learn::cases_of(places, exercise)) {
            const bool chosen = std::ranges::any_of(only, [&](const std::string& part) {
                return one.file.string().find(part) != std::string::npos;
            });
            const auto kind = kind_of(one, places);
            if ((!chosen && !only.empty()) || (quick && ++count[kind] > 3)) continue;
            graders.push_back({one, {places, one.file, one.name}, kind});
            fmt::print(stderr, "compiling {}\n", one.name);
            const auto facts =
                learn::compile(places, catalogue.recipe(exercise), graders.back().answer);
            if (facts->verdict.empty()) continue;
            throw std::runtime_error{one.name + ": " + facts->verdict + "\n" +
                                     facts->compiler};
        }
    return graders;
}

// Empty, or what came instead of the verdict that it should come to.
std::string surprise_of(const Grader& grader) {
    test::RunOptions options;
    options.limit = std::chrono::seconds{60};
    options.environment = {"LOCKSTEP_VERDICT_KEY=stdin"};
    options.input = "bench\n";
    const auto result = test::run_program({grader.answer.program()}, options);
    if (result.timed_out) return "no end within 60 s";
    const auto facts =
        learn::read_facts(grader.one.exercise, "bench", result.out, result.exit_code);
    if (facts && learn::comes_to(*facts, grader.one.wanted)) return {};
    return fmt::format("wanted {}, got {}\nexit code {}\n{}{}", grader.one.wanted,
                       facts ? learn::in_one_line(*facts) : "no verdict",
                       result.exit_code, result.out, result.err);
}

// This thread, and what it starts: on one core, two of them do not meet.
void stay_on(int cores, int first) {
    cpu_set_t set;
    CPU_ZERO(&set);
    for (int core = first; core < first + cores; ++core)
        CPU_SET(static_cast<unsigned>(core), &set);
    ::sched_setaffinity(0, sizeof set, &set);
}

class Load {
  public:
    explicit Load(bool on) {
        if (!on) return;
        for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i)
            threads_.emplace_back([](const std::stop_token& stop) {
                while (!stop.stop_requested()) continue;  // the load is what it is for
            });
    }

  private:
    std::vector<std::jthread> threads_;
};

// How often an answer was a surprise, and what came the last time.
struct Surprise {
    int times = 0;
    std::string text;
};
using Surprises = std::map<std::string, Surprise>;

// Each of the threads takes the next run until there are no more.
void repeat(const std::string& what, const std::vector<const Grader*>& graders, int times,
            const Condition& condition, Count& count, Surprises& surprises) {
    const auto all = graders.size() * static_cast<std::size_t>(times);
    if (all == 0) return;
    Progress progress{condition.name + ", " + what, all};
    const Load load{condition.loaded};
    std::atomic<std::size_t> next{0};
    std::mutex mutex;  // guards surprises
    std::vector<std::jthread> workers;
    for (int i = 0; i < condition.at_a_time; ++i)
        workers.emplace_back([&, i] {
            stay_on(condition.cores, condition.cores == 1 ? i : 0);
            for (std::size_t run = next++; run < all; run = next++) {
                const auto& grader = *graders[run % graders.size()];
                const auto text = surprise_of(grader);
                ++count.runs;
                progress.advance();
                if (text.empty()) {
                    ++count.as_it_should;
                    continue;
                }
                const std::lock_guard lock{mutex};
                auto& surprise = surprises[grader.one.file.string()];
                ++surprise.times;
                surprise.text = text;
            }
        });
}

bool judge(const std::string& goal, const Count& count, bool quick) {
    const double value =
        count.runs == 0 ? 100.0 : 100.0 * count.as_it_should / count.runs;
    const bool reached = count.as_it_should == count.runs;
    fmt::print("goal {} value {:.3f} bound 100 {}\n", goal, value,
               quick     ? "unjudged"
               : reached ? "ok"
                         : "short");
    return reached || quick;
}

std::vector<const Grader*> those(const std::vector<Grader>& graders, Kind kind) {
    std::vector<const Grader*> chosen;
    for (const auto& grader : graders)
        if (grader.kind == kind) chosen.push_back(&grader);
    return chosen;
}

std::string refused_of(const Count& count) {
    return fmt::format("{} of {}", count.runs - count.as_it_should, count.runs.load());
}

}  // namespace

int main(int argc, char** argv) try {
    CLI::App app{"Catch rate and false alarms of the graders.\n"
                 "Example: bench_graders --only 03_event_handshake --wrong 30"};
    int wrong_runs = 100, solution_runs = 1000, right_runs = 100;
    std::vector<std::string> only;
    bool quick = false;
    app.add_option("--wrong", wrong_runs, "runs of each wrong answer")
        ->capture_default_str();
    app.add_option("--solutions", solution_runs, "runs of each solution")
        ->capture_default_str();
    app.add_option("--right", right_runs, "runs of each different right answer")
        ->capture_default_str();
    app.add_option("--only", only, "answers whose path contains one of these");
    app.add_flag("--quick", quick, "a few graders, once, without judging");
    CLI11_PARSE(app, argc, argv);
    if (quick) wrong_runs = solution_runs = right_runs = 3;

    const test::TemporaryFolder work;
    const Places places{LOCKSTEP_SOURCE_DIR, LOCKSTEP_BUILD_DIR, LOCKSTEP_SOURCE_DIR,
                        work.path()};
    const auto graders = graders_of(places, only, quick);
    const auto wrong = those(graders, Kind::wrong),
               solutions = those(graders, Kind::solution),
               right = those(graders, Kind::other_right);
    fmt::print("{} wrong answers {} times, {} solutions {} times, {} different right "
               "answers {} times\n",
               wrong.size(), wrong_runs, solutions.size(), solution_runs, right.size(),
               right_runs);
    std::fflush(stdout);
    const std::vector<Condition> conditions{{"one core", 1, false, 2},
                                            {"two cores", 2, false, 2},
                                            {"two loaded cores", 2, true, 4}};
    Count caught, accepted;
    for (int i = 0; i < 3; ++i) {
        const auto& condition = conditions[static_cast<std::size_t>(i)];
        Count of_wrong, of_solutions, of_right;
        Surprises surprises;
        const auto third = [i](int runs) { return (runs + i) / 3; };
        repeat("wrong answers", wrong, third(wrong_runs), condition, of_wrong, surprises);
        repeat("solutions", solutions, third(solution_runs), condition, of_solutions,
               surprises);
        repeat("right answers", right, third(right_runs), condition, of_right, surprises);
        fmt::print("{}: caught {} of {}, refused {} runs of solutions, {} of other right "
                   "answers\n",
                   condition.name, of_wrong.as_it_should.load(), of_wrong.runs.load(),
                   refused_of(of_solutions), refused_of(of_right));
        for (const auto& [answer, surprise] : surprises)
            fmt::print("{} times: {}\n{}\n", surprise.times, answer, surprise.text);
        std::fflush(stdout);
        caught.add(of_wrong);
        accepted.add(of_solutions);
        accepted.add(of_right);
    }
    const bool all_caught = judge("wrong_caught", caught, quick);
    const bool all_accepted = judge("right_accepted", accepted, quick);
    return all_caught && all_accepted ? 0 : 1;
} catch (const std::exception& error) {
    fmt::print(stderr, "bench_graders: {}\n", error.what());
    return 1;
}
