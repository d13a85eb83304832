#include <algorithm>
#include <set>
#include <system_error>

#include "common/atomic_file.hpp"
#include "common/screen.hpp"
#include "exercises/runner/author.hpp"
#include "exercises/runner/checker.hpp"
#include "exercises/runner/judge.hpp"
#include "exercises/runner/run_command.hpp"

namespace lockstep::learn {
namespace {

using Findings = std::vector<std::string>;

// The verdict on one answer of an exercise.
class Judge {
  public:
    Judge(const Runner& runner, const Exercise& exercise, const std::stop_token& stop)
        : runner_{runner}, exercise_{exercise}, stop_{stop} {}

    Facts operator()(const std::filesystem::path& file, const std::string& name) const {
        Checking how;
        how.stop = stop_;
        how.keep = false;
        return check_answer(runner_.places, runner_.catalogue.recipe(exercise_), file,
                            name, how)
            .value_or(Facts{exercise_, "stopped"});
    }

  private:
    const Runner& runner_;
    const Exercise& exercise_;
    const std::stop_token& stop_;
};

void check_exercise(const Facts& facts, Findings& findings) {
    static const std::set<std::string> no_fast_failure{
        "passed",       "does_not_compile", "hang",      "ended_early",
        "grader_hangs", "not_built",        "not_judged"};
    if (no_fast_failure.contains(facts.verdict))
        findings.push_back("as shipped its verdict is " + facts.verdict);
}

void check_solution(const Facts& facts, const Messages& messages, Findings& findings) {
    if (!facts.passed())
        findings.push_back("the solution's verdict is " + in_one_line(facts));
    for (const auto& check : facts.checks)
        if (messages.find(check, "expected").empty())
            findings.push_back("its messages have no expected: in [" + check + "]");
}

Findings findings_of_programs(const Places& places, const Exercise& exercise,
                              const Judge& judge) {
    Findings findings;
    const auto messages = load_messages(places.messages(), exercise.path + ".txt");
    check_exercise(judge(places.exercise(exercise), exercise.target("exercise")),
                   findings);
    for (const auto& one : cases_of(places, exercise)) {
        const auto facts = judge(one.file, one.name);
        if (one.file == places.solution(exercise))
            check_solution(facts, messages, findings);
        else if (!comes_to(facts, one.wanted))
            findings.push_back(one.file.stem().string() + ": its verdict is " +
                               in_one_line(facts) + ", not " + one.wanted);
    }
    return findings;
}

// Its line is written once and never again.
void write_release(const Places& places, const Exercise& exercise) {
    Command git{{"git", "hash-object", places.exercise(exercise).string()}};
    const auto blob = run_command(git);
    if (blob.exit_code != 0) throw std::runtime_error{"git hash-object: " + blob.err};
    std::string all;
    if (std::filesystem::exists(places.released())) all = read_file(places.released());
    all += blob.out.substr(0, blob.out.find('\n')) + " " + exercise.path + ".cpp\n";
    write_atomically(places.released(), all, IfExists::replace, Survives::kill);
}

void tell(const Exercise& exercise, const Findings& findings) {
    std::string text = exercise.short_name() + (findings.empty() ? ": ready\n" : ":\n");
    for (const auto& finding : findings) text += "  " + finding + "\n";
    screen::write(screen::Stream::out, text);
}

}  // namespace

int dev_check(Runner& runner, const std::vector<Exercise>& exercises, bool release,
              const std::stop_token& stop) {
    const auto& places = runner.places;
    bool all_ready = true;
    for (const auto& exercise : exercises) {
        if (stop.stop_requested()) return exit_interrupted;
        auto findings = findings_in_files(places, exercise);
        const auto more =
            findings_of_programs(places, exercise, Judge{runner, exercise, stop});
        if (stop.stop_requested()) return exit_interrupted;
        findings.insert(findings.end(), more.begin(), more.end());
        const bool only_unreleased =
            findings.size() == 1 && released_blob(places, exercise).empty();
        if (release && only_unreleased && findings[0].starts_with("it is not released")) {
            write_release(places, exercise);
            findings.clear();
        }
        tell(exercise, findings);
        all_ready = all_ready && findings.empty();
    }
    return all_ready ? exit_passed : exit_rejected;
}

}  // namespace lockstep::learn
