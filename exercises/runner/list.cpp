// ./lockstep list
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/screen.hpp"
#include "common/visible_text.hpp"
#include "exercises/runner/runner.hpp"

namespace lockstep::learn {
namespace {

// The heading of its walkthrough.
std::string lesson_title(const Places& places, const Exercise& one) {
    std::ifstream page{places.root / "lessons" / one.folder() / "README.md"};
    std::string line;
    std::getline(page, line);
    return line.starts_with("# ") ? line.substr(2) : one.folder();
}

std::string state_of(const Runner& runner, const Exercise& one) {
    return runner.progress.passed(one) ? "passed" : "open";
}

std::string row(const Runner& runner, const Exercise& one, bool marked) {
    const Texts texts{runner.places, one};
    const auto minutes = texts.exercise.find("", "minutes");
    return fmt::format("{} {} {} {} {}", marked ? ">" : " ",
                       pad(runner.words.say("state " + state_of(runner, one)), 7),
                       pad(one.short_name(), 25), pad(cut(texts.title(one), 35), 35),
                       minutes.empty() ? "" : minutes + " min");
}

}  // namespace

std::vector<std::string> list_lines(const Runner& runner, const Style& style,
                                    const std::string& marked) {
    Paper paper{style};
    std::string lesson;
    std::size_t passed = 0;
    for (const auto& one : runner.catalogue.all()) {
        if (lesson != one.folder()) {
            paper.blank();
            paper.line(lesson_title(runner.places, one), Tone::quiet);
        }
        lesson = one.folder();
        passed += runner.progress.passed(one) ? 1 : 0;
        paper.line(row(runner, one, one.path == marked),
                   runner.progress.passed(one) ? Tone::good : Tone::plain);
    }
    paper.blank();
    paper.paragraph(runner.words.say(
        "so many passed", {{"passed", std::to_string(passed)},
                           {"all", std::to_string(runner.catalogue.all().size())}}));
    return paper.lines();
}

int list(const Runner& runner, bool json) {
    if (!json) {
        std::string text;
        for (const auto& line :
             list_lines(runner, style_of_output(), runner.current().path))
            text += line + "\n";
        screen::write(screen::Stream::out, text);
        return exit_passed;
    }
    auto exercises = nlohmann::ordered_json::array();
    for (const auto& one : runner.catalogue.all()) {
        const Texts texts{runner.places, one};
        exercises.push_back(
            {{"exercise", one.path},
             {"title", texts.title(one)},
             {"kind", texts.exercise.find("", "kind")},
             {"minutes", std::atoi(texts.exercise.find("", "minutes").c_str())},
             {"page", texts.exercise.find("", "page")},
             {"state", state_of(runner, one)},
             {"file", runner.places.from_root(runner.places.exercise(one))}});
    }
    const nlohmann::ordered_json whole{{"at", runner.current().path},
                                       {"exercises", exercises}};
    screen::write(screen::Stream::out, whole.dump(2) + "\n");
    return exit_passed;
}

}  // namespace lockstep::learn
