// ./lockstep check and verify
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/console.hpp"
#include "common/screen.hpp"
#include "common/visible_text.hpp"
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
            {"sha256", facts.sha256},
            {"changed_since", facts.has_changed},
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
        const auto state = runner.words.say(facts.passed()       ? "state passed"
                                            : facts.was_judged() ? "state rejected"
                                                                 : "state not judged");
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

// One exercise after the other, until a stop.
class Check {
  public:
    Check(Runner& runner, const CheckOptions& options, const std::stop_token& stop)
        : runner_{runner}, options_{options}, stop_{stop} {
        if (options.whole_trace) length_.trace_rows = all_rows;
    }

    void run(const std::vector<Exercise>& exercises) {
        const Working working{runner_.words.say("building")};
        for (const auto& exercise : exercises) {
            if (stop_.stop_requested()) return;
            say_own_copy(runner_, exercise);
            const auto facts = check_answer(
                runner_.places, runner_.catalogue.recipe(exercise),
                runner_.places.exercise(exercise), exercise.target("exercise"),
                {std::chrono::seconds{options_.seconds}, stop_, [&](Stage stage) {
                     working.show(runner_.words.say(
                         stage == Stage::compiling ? "compiling" : "checking",
                         {{"exercise", exercise.short_name()}}));
                 }});
            if (facts) take(*facts);
        }
    }

    void tell_all() const {
        if (options_.json) {
            const ordered_json whole{{"passed", count(&Facts::passed)},
                                     {"rejected", rejected()},
                                     {"not_judged", not_judged()},
                                     {"exercises", json_}};
            screen::write(
                screen::Stream::out,
                whole.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n");
        } else if (all_.size() > 1) {
            Paper paper{style_of_output()};
            paper.verbatim("\n");
            write_table(paper, all_, runner_, count(&Facts::passed));
            screen::write(screen::Stream::out, paper.text());
        }
    }

    int exit_code() const {
        if (stop_.stop_requested()) return exit_interrupted;
        if (not_judged() > 0) return exit_not_judged;
        return rejected() > 0 ? exit_rejected : exit_passed;
    }

  private:
    void take(const Facts& facts) {
        const Texts texts{runner_.places, facts.exercise};
        if (facts.passed())
            note(runner_, [&](Progress& all) { all.set_passed(facts.exercise); });
        json_.push_back(as_json(facts, texts));
        Paper paper{style_of_output()};
        if (!all_.empty()) paper.verbatim("\n");
        write_feedback(paper, facts, texts, length_);
        if (!options_.json) screen::write(screen::Stream::out, paper.text());
        all_.push_back(facts);
    }

    std::size_t count(bool (Facts::*is)() const) const {
        return static_cast<std::size_t>(std::ranges::count_if(all_, is));
    }
    std::size_t not_judged() const { return all_.size() - count(&Facts::was_judged); }
    std::size_t rejected() const {
        return all_.size() - count(&Facts::passed) - not_judged();
    }

    Runner& runner_;
    const CheckOptions& options_;
    const std::stop_token& stop_;
    Length length_;
    std::vector<Facts> all_;
    ordered_json json_ = ordered_json::array();
};

}  // namespace

int check(Runner& runner, const std::vector<Exercise>& exercises,
          const CheckOptions& options, const std::stop_token& stop) {
    Check all{runner, options, stop};
    all.run(exercises);
    if (!stop.stop_requested()) all.tell_all();
    return all.exit_code();
}

}  // namespace lockstep::learn
