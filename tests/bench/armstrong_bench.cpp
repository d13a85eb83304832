// Armstrong numbers: the table against the naive method, two threads and two processes
// against one thread, and the time for all 88 terms.
#include <chrono>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_all.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/engines.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/process_team.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/search.hpp"
#include "tests/bench/bench.hpp"

using namespace lockstep;

namespace {

constexpr int workers = 2;
constexpr double longest_for_all = 5;  // seconds

// One search, and a small one for quick runs; with the number of terms in each.
struct Task {
    Search search;
    std::size_t terms = 0;
    double size = 0;  // what the rate counts
};
struct Tasks {
    Task full, quick;
    const Task& at(double scale) const { return scale < 1 ? quick : full; }
};

Tasks below(Number end, std::size_t terms, Method method) {
    const auto task = [method](Number to, std::size_t expected) {
        return Task{search_range({0, to}, method), expected,
                    static_cast<double>(to) / 1e6};
    };
    return {task(end, terms), task(100'000, 19)};
}

// Size a second. Throws when not all terms were found.
double measure(const Task& task, const std::function<Terms(const Search&)>& run) {
    const auto begin = std::chrono::steady_clock::now();
    const Terms terms = run(task.search);
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
    if (terms.size() != task.terms)
        throw std::runtime_error{
            fmt::format("{} terms in place of {}", terms.size(), task.terms)};
    return task.size / passed.count();
}

bench::Contestant serial(const std::string& name, const Tasks& tasks) {
    return {name, [tasks](double scale) {
                return measure(tasks.at(scale),
                               [](const Search& search) { return run_serial(search); });
            }};
}

bench::Contestant threads(const Tasks& tasks) {
    return {"two threads", [tasks](double scale) {
                return measure(tasks.at(scale), [](const Search& search) {
                    return run_threads(search, workers);
                });
            }};
}

// `team` knows the tasks by their index: first the full one, then the quick one.
bench::Contestant processes(const Tasks& tasks, ProcessTeam& team, std::size_t index) {
    return {"two processes", [=, &team](double scale) {
                return measure(tasks.at(scale), [&](const Search&) {
                    return team.run(scale < 1 ? index + 1 : index);
                });
            }};
}

void compare_engines(bench::Bench& bench, const std::string& name, const Tasks& tasks,
                     const bench::Contestant& two_processes, const std::string& goal) {
    bench.contest(name, "million numbers/s",
                  {serial("one thread", tasks), threads(tasks), two_processes});
    for (const auto* two : {"threads", "processes"})
        bench.goal({fmt::format("{}_two_{}", goal, two),
                    name,
                    fmt::format("two {}", two),
                    {"one thread"},
                    1.9,
                    workers});
}

}  // namespace

int main(int argc, char** argv) {
    const Tasks naive = below(10'000'000, 24, Method::naive);
    const Tasks table = below(10'000'000, 24, Method::table);
    // Long enough that to start threads does not count.
    const Tasks long_naive = below(40'000'000, 26, Method::naive);
    const Tasks long_table = below(4'000'000'000, 31, Method::table);
    const Tasks all{{search_all(), 88, 60}, {search_all(1, 9), 31, 60}};
    // Forked here, before the first thread.
    ProcessTeam team{workers,
                     {long_naive.full.search, long_naive.quick.search,
                      long_table.full.search, long_table.quick.search, all.full.search,
                      all.quick.search}};

    bench::Bench bench{"armstrong",
                       "Armstrong numbers by method, by threads and by processes.",
                       "bench_armstrong --rounds 5"};
    const std::string methods = "below 10^7, one thread";
    bench.contest(methods, "million numbers/s",
                  {serial("naive", naive), serial("table", table)});
    bench.goal({"table_vs_naive", methods, "table", {"naive"}, 10, 1});

    compare_engines(bench, "naive below 4*10^7", long_naive,
                    processes(long_naive, team, 0), "naive");
    compare_engines(bench, "table below 4*10^9", long_table,
                    processes(long_table, team, 2), "table");

    const std::string all_terms = "all 88 terms, 1 to 60 digits";
    bench.note(fmt::format("\"{} s\" is no contestant but the time that all 88 terms may "
                           "take: {} searches a minute",
                           longest_for_all, 60 / longest_for_all));
    const std::string limit = fmt::format("{} s", longest_for_all);
    bench.contest(all_terms, "searches/minute",
                  {serial("one thread", all),
                   threads(all),
                   processes(all, team, 4),
                   {limit, [](double) { return 60 / longest_for_all; }}});
    for (const auto* two : {"threads", "processes"})
        bench.goal({fmt::format("all_88_{}", two),
                    all_terms,
                    fmt::format("two {}", two),
                    {limit},
                    1,
                    workers});
    return bench.run(argc, argv);
}
