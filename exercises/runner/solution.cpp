// ./lockstep solution
#include "common/atomic_file.hpp"
#include "common/console.hpp"
#include "common/screen.hpp"
#include "exercises/runner/runner.hpp"

namespace lockstep::learn {

bool may_see_solution(Runner& runner, const Exercise& exercise) {
    const auto& progress = runner.progress;
    if (progress.passed(exercise) || progress.passed_before_reset(exercise) ||
        progress.asked_for_solution(exercise))
        return true;
    try {
        runner.progress.set_asked_for_solution(exercise);
    } catch (const std::exception&) {
        return true;  // nobody would know of the first ask
    }
    return false;
}

int solution(Runner& runner, const Exercise& exercise) {
    Paper paper{style_of_output()};
    if (!may_see_solution(runner, exercise)) {
        paper.paragraph(
            runner.words.say("ask again", {{"exercise", exercise.short_name()}}));
        screen::write(screen::Stream::error, paper.text());
        return exit_rejected;
    }
    const auto file = runner.places.solution(exercise);
    paper.line("// " + runner.places.from_root(file), Tone::quiet);
    paper.verbatim(read_file(file));
    screen::write(screen::Stream::out, paper.text());
    return exit_passed;
}

}  // namespace lockstep::learn
