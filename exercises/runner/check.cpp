// ./lockstep check and verify
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/console.hpp"
#include "common/screen.hpp"
#include "common/visible_text.hpp"
#include "exercises/runner/build.hpp"
#include "exercises/runner/checker.hpp"
#include "exercises/runner/runner.hpp"

namespace lockstep::learn {
namespace {

using nlohmann::ordered_json;

ordered_json as_json(const Facts& facts, const Texts& texts) {
    const auto explained = explain(facts, texts);
    return {{"exercise", facts.exercise.path},
            {"title", texts.title(facts.exercise)},
            {"verdict", facts.verdict},
            {"passed", facts.passed()},
            {"check", facts.check},
            {"expected", facts.passed() ? "" : explained.expected},
            {"happened", facts.happened},
            {"trace", facts.trace},
            {"replay", facts.replay},
            {"line", facts.line},
            {"why", explained.why},
            {"looks_like", explained.looks_like},
            {"page", explained.page},
            {"compiler", facts.compiler}};
}

void write_table(Paper& paper, const std::vector<Facts>& all, const Runner& runner,
                 std::size_t passed) {
    paper.blank();
    for (const auto& facts : all) {
        const Texts texts{runner.places, facts.exercise};
        const auto state =
            runner.words.say(facts.passed() ? "state passed" : "state rejected");
        const auto headline = facts.passed() ? "" : explain(facts, texts).headline;
        paper.line(fmt::format("  {}  {}  {}", pad(state, 10),
                               pad(facts.exercise.short_name(), 28), headline),
                   facts.passed() ? Tone::good : Tone::bad);
    }
    paper.blank();
    paper.line(runner.words.say("so many passed", {{"passed", std::to_string(passed)},
                                                   {"all", std::to_string(all.size())}}));
}

// A bar at the bottom while it works; only on a terminal.
class Working {
  public:
    explicit Working(const std::string& text) {
        if (screen::can_redraw()) screen::set_bar(text);
    }
    ~Working() {
        if (screen::can_redraw()) screen::set_bar("");
    }
    void show(const std::string& text) const {
        if (screen::can_redraw()) screen::set_bar(text);
    }
    Working(const Working&) = delete;
    Working& operator=(const Working&) = delete;
};

void say_command(const Runner& runner, const std::vector<Exercise>& exercises) {
    std::vector<std::string> targets;
    for (const auto& one : exercises) targets.push_back(one.target("exercise"));
    console::write_plain_error("$ " + plain_command(runner.places, targets));
}

std::string say_step(const Runner& runner, BuildStep step) {
    return runner.words.say("compiling", {{"done", std::to_string(step.done)},
                                          {"all", std::to_string(step.all)}});
}

}  // namespace

int check(Runner& runner, const std::vector<Exercise>& exercises,
          const CheckOptions& options, const std::stop_token& stop) {
    std::vector<Facts> all;
    std::size_t passed = 0;
    auto json = ordered_json::array();
    Length length;
    if (options.whole_trace) length.trace_rows = all_rows;
    if (!options.json) say_command(runner, exercises);
    {
        const Working working{runner.words.say("building")};
        check_exercises(
            runner.places, exercises, std::chrono::seconds{options.seconds}, stop,
            [&](const Facts& facts) {
                const Texts texts{runner.places, facts.exercise};
                if (facts.passed()) runner.progress.set_passed(facts.exercise);
                passed += facts.passed() ? 1 : 0;
                json.push_back(as_json(facts, texts));
                Paper paper{style_of_output()};
                if (!all.empty()) paper.verbatim("\n");
                write_feedback(paper, facts, texts, length);
                if (!options.json) screen::write(screen::Stream::out, paper.text());
                all.push_back(facts);
            },
            [&](BuildStep step) { working.show(say_step(runner, step)); });
    }
    if (stop.stop_requested()) return exit_interrupted;
    if (options.json) {
        const ordered_json whole{
            {"passed", passed}, {"rejected", all.size() - passed}, {"exercises", json}};
        screen::write(screen::Stream::out,
                      whole.dump(2, ' ', false, ordered_json::error_handler_t::replace) +
                          "\n");
    } else if (all.size() > 1) {
        Paper paper{style_of_output()};
        paper.verbatim("\n");
        write_table(paper, all, runner, passed);
        screen::write(screen::Stream::out, paper.text());
    }
    return passed == exercises.size() ? exit_passed : exit_rejected;
}

}  // namespace lockstep::learn
