// ./lockstep hint
#include <algorithm>

#include "common/screen.hpp"
#include "exercises/runner/runner.hpp"

namespace lockstep::learn {

std::vector<std::string> hint_lines(const Runner& runner, const Exercise& exercise,
                                    int level, const Style& style) {
    const Texts texts{runner.places, exercise};
    Paper paper{style};
    for (int i = 1; i <= level; ++i) {
        paper.blank();
        const std::string number = std::to_string(i);
        const auto& text = texts.exercise.find("", "hint " + number);
        paper.line(runner.words.say("hint number", {{"number", number}}), Tone::quiet);
        paper.paragraph(text.empty() ? runner.words.say("no hint") : text);
    }
    return paper.lines();
}

int hint(Runner& runner, const Exercise& exercise, int level) {
    if (level == 0) level = std::min(3, runner.progress.hints(exercise) + 1);
    std::string text;
    for (const auto& line : hint_lines(runner, exercise, level, style_of_output()))
        text += line + "\n";
    screen::write(screen::Stream::out, text);
    note(runner, [&](Progress& progress) {
        progress.set_hints(exercise, std::max(level, progress.hints(exercise)));
    });
    return exit_passed;
}

}  // namespace lockstep::learn
