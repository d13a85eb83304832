#include "exercises/runner/judge.hpp"

#include "common/screen.hpp"
#include "exercises/runner/author.hpp"
#include "exercises/runner/checker.hpp"

namespace lockstep::learn {
namespace {

namespace fs = std::filesystem;

// Below the folder; empty: it is not.
fs::path path_below(const fs::path& folder, const fs::path& file) {
    const auto path = file.lexically_relative(folder);
    return path.empty() || *path.begin() == ".." ? fs::path{} : path;
}

std::string in_full(const Facts& facts) {
    return facts.happened + "\n" + facts.trace + facts.said + facts.said_at_the_end +
           facts.compiler;
}

}  // namespace

Case case_of(const Places& places, const fs::path& file) {
    if (const auto path = path_below(places.root / "solutions", file); !path.empty()) {
        const Exercise one{fs::path{path}.replace_extension().generic_string()};
        return {one, file, one.target("solution"), "passed"};
    }
    if (const auto path = path_below(places.root / "tests/wrong", file); !path.empty()) {
        const Exercise one{path.parent_path().generic_string()};
        const auto answer = read_answer(file);
        return {one, file, one.target("wrong") + "." + answer.name, answer.verdict};
    }
    throw UsageError{file.string() + " is in neither solutions/ nor tests/wrong/"};
}

std::vector<Case> cases_of(const Places& places, const Exercise& exercise) {
    std::vector<Case> cases{case_of(places, places.solution(exercise))};
    for (const auto& answer : answers_to(places, exercise))
        cases.push_back(
            case_of(places, places.wrong_answers(exercise) / (answer.name + ".cpp")));
    return cases;
}

std::string in_one_line(const Facts& facts) {
    return facts.passed() || facts.check.empty() ? facts.verdict
                                                 : facts.verdict + ", " + facts.check;
}

bool comes_to(const Facts& facts, const std::string& verdict) {
    return verdict == in_one_line(facts) || verdict == facts.verdict;
}

int judge(const Runner& runner, const std::string& file, const std::stop_token& stop) {
    const auto one = case_of(runner.places, fs::absolute(file).lexically_normal());
    Checking how;
    how.stop = stop;
    how.keep = false;
    const auto& recipe = runner.catalogue.recipe(runner.catalogue.one(one.exercise.path));
    const auto facts = check_answer(runner.places, recipe, one.file, one.name, how);
    if (!facts) return exit_interrupted;
    if (comes_to(*facts, one.wanted)) return exit_passed;
    screen::write(screen::Stream::out, "wanted: " + one.wanted + "\ngot:    " +
                                           in_one_line(*facts) + "\n" + in_full(*facts));
    return facts->was_judged() ? exit_rejected : exit_not_judged;
}

}  // namespace lockstep::learn
