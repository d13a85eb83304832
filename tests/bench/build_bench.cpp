// What somebody waits for who has cloned the repository a moment ago, in processor
// seconds: the first output of lesson 3, the first verdict after that, and the tests. In
// a clone of its own, with no compiler's cache.
#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <sys/resource.h>

#include "tests/bench/calibrate.hpp"
#include "tests/bench/judge.hpp"
#include "tests/support/run_program.hpp"

namespace {

namespace fs = std::filesystem;
using namespace lockstep::bench;
using lockstep::test::run_program;
using lockstep::test::RunOptions;

constexpr double cores_needed = 2;

// Of all children that have ended.
double processor_seconds() {
    rusage used{};
    ::getrusage(RUSAGE_CHILDREN, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

// Processor seconds of a command in the folder. Throws with its words when it fails; an
// exercise that nobody has solved ends with 1.
double cost(const std::vector<std::string>& command, const std::string& folder,
            int last_exit_code_allowed = 0) {
    fmt::print(stderr, "{}\n", fmt::join(command, " "));
    RunOptions options;
    options.folder = folder;
    options.limit = std::chrono::minutes{60};
    options.environment = {"CCACHE_DISABLE=1", "CMAKE_CXX_COMPILER_LAUNCHER"};
    const double before = processor_seconds();
    const auto result = run_program(command, options);
    if (result.exit_code > last_exit_code_allowed)
        throw std::runtime_error{command.front() + " failed: " + result.out + result.err};
    return processor_seconds() - before;
}

struct Step {
    std::string goal;
    std::vector<std::string> command;
    double bound;
    int last_exit_code_allowed;
};

const std::vector<Step> steps{
    {"first_output_cpu_seconds", {"./lockstep", "run", "3"}, 60, 0},
    {"first_verdict_cpu_seconds", {"./lockstep", "check", "03/last_batch"}, 120, 1},
    {"tests_cpu_seconds", {"./lockstep", "test"}, 600, 0}};

double gigabytes_in(const fs::path& folder) {
    double bytes = 0;
    for (const auto& entry : fs::recursive_directory_iterator{folder})
        if (entry.is_regular_file() && !entry.is_symlink())
            bytes += static_cast<double>(entry.file_size());
    return bytes / 1e9;
}

}  // namespace

int main(int argc, char** argv) try {
    CLI::App app{"What a fresh clone costs until it answers, in processor seconds.",
                 "bench_build"};
    app.footer("Example: bench_build");
    bool quick = false;
    app.add_flag("--quick", quick, "only clone and configure; judges nothing");
    CLI11_PARSE(app, argc, argv);

    const lockstep::test::TemporaryFolder folder;
    const auto clone = folder.path() + "/lockstep";
    cost({"git", "clone", "--quiet", LOCKSTEP_SOURCE_DIR, clone}, folder.path());
    bool all_fine = true;
    for (const auto& step : steps) {
        const double free_before = free_cores();
        // The tests are built and run in a clone of their own: what the lesson and the
        // verdict have built counts for them too.
        if (step.goal == "tests_cpu_seconds") fs::remove_all(clone + "/build");
        const double seconds =
            quick ? cost({"cmake", "--preset", "default"}, clone)
                  : cost(step.command, clone, step.last_exit_code_allowed);
        const double free = std::min(free_before, free_cores());
        all_fine &=
            judge_at_most(step.goal, seconds, step.bound, cores_needed, free, quick);
    }
    all_fine &=
        judge_at_most("build_gigabytes", gigabytes_in(clone + "/build"), 1, 0, 1, quick);
    return all_fine ? 0 : 1;
} catch (const std::exception& error) {
    fmt::print(stderr, "bench_build: {}\n", error.what());
    return 1;
}
