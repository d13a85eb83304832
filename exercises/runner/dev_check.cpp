#include <algorithm>
#include <set>
#include <system_error>

#include "common/atomic_file.hpp"
#include "common/screen.hpp"
#include "exercises/runner/author.hpp"
#include "exercises/runner/build.hpp"
#include "exercises/runner/compiler_output.hpp"
#include "exercises/runner/grader.hpp"
#include "exercises/runner/run_command.hpp"

namespace lockstep::learn {
namespace {

using Findings = std::vector<std::string>;

// As "// Verdict:" has it.
std::string in_one_line(const Facts& facts) {
    return facts.passed() || facts.check.empty() ? facts.verdict
                                                 : facts.verdict + ", " + facts.check;
}

class Programs {
  public:
    Programs(const Places& places, const std::vector<Exercise>& exercises,
             const std::stop_token& stop)
        : places_{places}, stop_{stop} {
        std::vector<std::string> targets;
        for (const auto& exercise : exercises) {
            targets.push_back(exercise.target("exercise"));
            targets.push_back(exercise.target("solution"));
            for (const auto& answer : answers_to(places, exercise))
                targets.push_back(exercise.target("wrong") + "." + answer.name);
        }
        built_ = build(places, targets, stop);
    }

    const std::string& broken() const { return built_.broken; }

    Facts run(const Exercise& exercise, const std::string& target) const {
        Facts facts{exercise, "does_not_compile"};
        const auto failed = built_.failed.find(target);
        if (failed == built_.failed.end())
            return run_grader(places_, exercise, target, std::chrono::seconds{60}, stop_)
                .value_or(Facts{exercise, "stopped"});
        facts.compiler = errors_first(failed->second, places_.root.string());
        return facts;
    }

  private:
    Places places_;
    std::stop_token stop_;
    Built built_;
};

void check_exercise(const Facts& facts, Findings& findings) {
    static const std::set<std::string> no_fast_failure{
        "passed", "does_not_compile", "hang", "ended_early", "grader_hangs"};
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
                              const Programs& programs) {
    Findings findings;
    const auto messages = load_messages(places.messages(), exercise.path + ".txt");
    check_exercise(programs.run(exercise, exercise.target("exercise")), findings);
    check_solution(programs.run(exercise, exercise.target("solution")), messages,
                   findings);
    for (const auto& answer : answers_to(places, exercise)) {
        const auto facts =
            programs.run(exercise, exercise.target("wrong") + "." + answer.name);
        // Without a check: the kernel decides which one sees the fault first.
        if (answer.verdict != in_one_line(facts) && answer.verdict != facts.verdict)
            findings.push_back(answer.name + ": its verdict is " + in_one_line(facts) +
                               ", not " + answer.verdict);
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
    const Programs programs{places, exercises, stop};
    if (!programs.broken().empty())
        screen::write(screen::Stream::error, programs.broken());
    bool all_ready = programs.broken().empty();
    for (const auto& exercise : exercises) {
        if (stop.stop_requested()) return exit_interrupted;
        auto findings = findings_in_files(places, exercise);
        const auto more = findings_of_programs(places, exercise, programs);
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
