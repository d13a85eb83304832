#include "exercises/runner/checker.hpp"

#include "exercises/runner/compiler_output.hpp"

namespace lockstep::learn {
namespace {

namespace fs = std::filesystem;

// What is known without running the grader.
std::optional<Facts> facts_of_build(const Places& places, const Exercise& exercise,
                                    const Built& built) {
    Facts facts{exercise};
    const auto root = places.root.string();
    if (!fs::exists(places.exercise(exercise))) {
        facts.verdict = "file_missing";
        facts.happened = places.from_root(places.exercise(exercise));
    } else if (const auto own = built.failed.find(exercise.target("exercise"));
               own != built.failed.end()) {
        facts.verdict = "does_not_compile";
        facts.compiler = errors_first(own->second, root);
    } else if (!built.broken.empty()) {
        facts.verdict = "not_built";
        facts.compiler = errors_first(built.broken, root);
    } else {
        return std::nullopt;
    }
    return facts;
}

}  // namespace

void check_exercises(const Places& places, const std::vector<Exercise>& exercises,
                     std::chrono::seconds limit, const std::stop_token& stop,
                     const std::function<void(const Facts&)>& tell,
                     const std::function<void(BuildStep)>& tell_step) {
    std::vector<std::string> targets;
    for (const auto& exercise : exercises)
        if (fs::exists(places.exercise(exercise)))
            targets.push_back(exercise.target("exercise"));
    const Built built = build(places, targets, stop, tell_step);
    for (const auto& exercise : exercises) {
        if (stop.stop_requested()) return;
        auto facts = facts_of_build(places, exercise, built);
        const auto target = exercise.target("exercise");
        if (!facts) {
            facts = run_grader(places, exercise, target, limit, stop);
            const auto warnings = built.warnings.find(target);
            if (facts && warnings != built.warnings.end())
                facts->compiler = errors_first(warnings->second, places.root.string());
        }
        if (facts) tell(*facts);
    }
}

}  // namespace lockstep::learn
