// Runs every grader with every answer, again and again: how many wrong answers are caught
// with the right diagnosis, and how many right ones are refused. A third of the runs on
// one core, a third on two, and a third on two that have more to do than they can.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <sched.h>

#include "common/console.hpp"
#include "tests/support/run_program.hpp"

using namespace lockstep;

namespace {

enum class Kind { wrong, solution, other_right };

struct Grader {
    std::string answer;
    std::string program;
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

Kind kind_of(const std::string& answer) {
    if (answer.find("/solutions/") != std::string::npos) return Kind::solution;
    std::ifstream file{answer};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str().find("// Verdict: passed") == std::string::npos ? Kind::wrong
                                                                      : Kind::other_right;
}

// Lines ANSWER|PROGRAM, written by CMake.
std::vector<Grader> graders_of(const std::vector<std::string>& only) {
    std::ifstream list{LOCKSTEP_GRADERS};
    std::vector<Grader> graders;
    for (std::string line; std::getline(list, line);) {
        const auto bar = line.find('|');
        if (bar == std::string::npos) continue;
        const auto answer = line.substr(0, bar);
        const bool chosen = std::ranges::any_of(only, [&](const std::string& part) {
            return answer.find(part) != std::string::npos;
        });
        if (chosen || only.empty())
            graders.push_back({answer, line.substr(bar + 1), kind_of(answer)});
    }
    return graders;
}

// Empty, or what came instead of the verdict that it should come to.
std::string surprise_of(const Grader& grader) {
    test::RunOptions options;
    options.limit = std::chrono::seconds{60};
    const auto result =
        grader.kind == Kind::solution
            ? test::run_program({grader.program}, options)
            : test::run_program({LOCKSTEP_VERDICT_IS, grader.answer, grader.program},
                                options);
    if (result.exit_code == 0) return {};
    if (result.timed_out) return "no end within 60 s";
    return fmt::format("exit code {}\n{}{}", result.exit_code, result.out, result.err);
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
void repeat(const std::string& what, const std::vector<Grader>& graders, int times,
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
                const auto& grader = graders[run % graders.size()];
                const auto text = surprise_of(grader);
                ++count.runs;
                progress.advance();
                if (text.empty()) {
                    ++count.as_it_should;
                    continue;
                }
                const std::lock_guard lock{mutex};
                auto& surprise = surprises[grader.answer];
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

std::vector<Grader> those(const std::vector<Grader>& graders, Kind kind, bool quick) {
    std::vector<Grader> chosen;
    for (const auto& grader : graders)
        if (grader.kind == kind) chosen.push_back(grader);
    if (quick && chosen.size() > 3) chosen.resize(3);
    return chosen;
}

std::string refused_of(const Count& count) {
    return fmt::format("{} of {}", count.runs - count.as_it_should, count.runs.load());
}

}  // namespace

int main(int argc, char** argv) {
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

    const auto graders = graders_of(only);
    const auto wrong = those(graders, Kind::wrong, quick),
               solutions = those(graders, Kind::solution, quick),
               right = those(graders, Kind::other_right, quick);
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
}
