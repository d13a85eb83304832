#include "exercises/runner/checker.hpp"

#include <new>

#include "exercises/runner/compile.hpp"
#include "exercises/runner/machine.hpp"

namespace lockstep::learn {
namespace {

namespace fs = std::filesystem;

std::optional<Facts> facts_of(const Places& places, const GraderRecipe& recipe,
                              const AnswerCopy& answer, const Checking& how) {
    if (how.tell) how.tell(Stage::compiling);
    auto facts = compile(places, recipe, answer, how.stop);
    if (!facts || !facts->verdict.empty()) return facts;
    if (how.tell) how.tell(Stage::checking);
    auto verdict = run_grader(places, recipe.exercise, answer, how.limit, how.stop);
    if (!verdict) return verdict;
    verdict->compiler = facts->compiler;
    if (answer.copy_has_changed()) {
        verdict->verdict = "ended_early";
        verdict->happened = "the copy that is judged was changed meanwhile";
    }
    return verdict;
}

std::optional<Facts> not_judged(const Exercise& exercise,
                                const std::system_error& error) {
    const auto lack = lack_named_by(error.code());
    if (lack.empty()) return std::nullopt;
    return Facts{exercise, "not_judged", lack, {}, error.what()};
}

}  // namespace

std::optional<Facts> check_answer(const Places& places, const GraderRecipe& recipe,
                                  const fs::path& file, const std::string& name,
                                  const Checking& how) {
    if (!fs::exists(file))
        return Facts{recipe.exercise, "file_missing", "", {}, places.from_root(file)};
    try {
        AnswerCopy answer{places, file, name};
        auto facts = facts_of(places, recipe, answer, how);
        if (facts) {
            facts->sha256 = answer.sha256();
            facts->has_changed = answer.file_has_changed();
            facts->program = answer.program();
        }
        if (!how.keep) answer.remove();
        return facts;
    } catch (const std::system_error& error) {
        if (auto facts = not_judged(recipe.exercise, error)) return facts;
        throw;
    } catch (const std::bad_alloc& error) {
        return Facts{recipe.exercise, "not_judged", "memory", {}, error.what()};
    }
}

}  // namespace lockstep::learn
