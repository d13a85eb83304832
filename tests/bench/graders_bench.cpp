// Runs every grader with every answer, again and again: how many wrong answers are caught
// with the right diagnosis, and how many right ones are refused. On one core, on two, and
// with all of them loaded.
#include <array>
#include <atomic>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <sched.h>

#include "tests/support/run_program.hpp"

using namespace lockstep;

namespace {

struct Grader {
    std::string answer;
    std::string program;
    bool is_right = false;  // a solution, or a different right answer
};

struct Count {
    std::atomic<int> runs{0};
    std::atomic<int> as_it_should{0};
};

struct Condition {
    std::string name;
    int cores;
    bool loaded;
};

// Lines ANSWER|PROGRAM, written by CMake.
std::vector<Grader> all_graders() {
    std::ifstream list{LOCKSTEP_GRADERS};
    std::vector<Grader> graders;
    for (std::string line; std::getline(list, line);) {
        const auto bar = line.find('|');
        if (bar == std::string::npos) continue;
        Grader grader{line.substr(0, bar), line.substr(bar + 1)};
        std::ifstream file{grader.answer};
        std::ostringstream text;
        text << file.rdbuf();
        grader.is_right = text.str().find("// Verdict: ") == std::string::npos ||
                          text.str().find("// Verdict: passed") != std::string::npos;
        graders.push_back(std::move(grader));
    }
    return graders;
}

bool comes_to_its_verdict(const Grader& grader) {
    test::RunOptions options;
    options.limit = std::chrono::seconds{60};
    const bool solution = grader.answer.find("/solutions/") != std::string::npos;
    const auto result =
        solution ? test::run_program({grader.program}, options)
                 : test::run_program({LOCKSTEP_VERDICT_IS, grader.answer, grader.program},
                                     options);
    return result.exit_code == 0;
}

// This thread, and what it starts.
void stay_on(int cores) {
    cpu_set_t set;
    CPU_ZERO(&set);
    for (int core = 0; core < cores; ++core) CPU_SET(static_cast<unsigned>(core), &set);
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

using Missed = std::map<std::string, int>;

// Each of `workers` threads takes the next run until there are no more.
void repeat(const std::vector<Grader>& graders, int times, const Condition& condition,
            Count& count, Missed& missed) {
    const Load load{condition.loaded};
    std::atomic<std::size_t> next{0};
    std::vector<std::atomic<int>> misses(graders.size());
    {
        std::vector<std::jthread> workers;
        for (int i = 0; i < condition.cores; ++i)
            workers.emplace_back([&] {
                stay_on(condition.cores);
                const auto all = graders.size() * static_cast<std::size_t>(times);
                for (std::size_t run = next++; run < all; run = next++) {
                    const auto which = run % graders.size();
                    ++count.runs;
                    if (comes_to_its_verdict(graders[which]))
                        ++count.as_it_should;
                    else
                        ++misses[which];
                }
            });
    }
    for (std::size_t i = 0; i < graders.size(); ++i)
        if (misses[i] > 0) missed[graders[i].answer] += misses[i];
}

bool judge(const std::string& goal, const Count& count, bool quick) {
    const double value =
        count.runs == 0 ? 100.0 : 100.0 * count.as_it_should / count.runs;
    const bool reached = count.as_it_should == count.runs;
    fmt::print("goal {} value {:.2f} bound 100 {}\n", goal, value,
               quick     ? "unjudged"
               : reached ? "ok"
                         : "short");
    return reached || quick;
}

std::vector<Grader> those(const std::vector<Grader>& graders, bool right, bool quick) {
    std::vector<Grader> chosen;
    for (const auto& grader : graders)
        if (grader.is_right == right) chosen.push_back(grader);
    if (quick && chosen.size() > 3) chosen.resize(3);
    return chosen;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Catch rate and false alarms of the graders.\n"
                 "Example: bench_graders --wrong 100 --right 1000"};
    int wrong_runs = 100, right_runs = 1000;
    bool quick = false;
    app.add_option("--wrong", wrong_runs, "runs of each wrong answer");
    app.add_option("--right", right_runs, "runs of each solution and right answer");
    app.add_flag("--quick", quick, "a few graders, once, without judging");
    CLI11_PARSE(app, argc, argv);
    if (quick) wrong_runs = right_runs = 1;

    const auto graders = all_graders();
    const auto wrong = those(graders, false, quick), right = those(graders, true, quick);
    fmt::print("{} wrong answers {} times, {} right ones {} times\n", wrong.size(),
               wrong_runs, right.size(), right_runs);
    const std::vector<Condition> conditions{
        {"one core", 1, false}, {"two cores", 2, false}, {"two loaded cores", 2, true}};
    Count caught, accepted;
    Missed missed;
    for (const auto& condition : conditions) {
        Count caught_here, accepted_here;
        repeat(wrong, wrong_runs, condition, caught_here, missed);
        repeat(right, right_runs, condition, accepted_here, missed);
        fmt::print("{:<18} caught {}/{}   false alarms {}/{}\n", condition.name,
                   caught_here.as_it_should.load(), caught_here.runs.load(),
                   accepted_here.runs - accepted_here.as_it_should,
                   accepted_here.runs.load());
        std::fflush(stdout);
        caught.runs += caught_here.runs;
        caught.as_it_should += caught_here.as_it_should;
        accepted.runs += accepted_here.runs;
        accepted.as_it_should += accepted_here.as_it_should;
    }
    for (const auto& [answer, times] : missed)
        fmt::print("missed {} times: {}\n", times, answer);
    const bool all_caught = judge("wrong_caught", caught, quick);
    const bool all_accepted = judge("right_accepted", accepted, quick);
    return all_caught && all_accepted ? 0 : 1;
}
