// What ./lockstep learn shows for each key.
#include <algorithm>
#include <sstream>

#include "common/atomic_file.hpp"
#include "exercises/runner/learn.hpp"
#include "exercises/runner/page_section.hpp"

namespace lockstep::learn {

void Learn::show_welcome() {
    const auto& all = runner_.catalogue.all();
    const auto passed = std::ranges::count_if(
        all, [&](const Exercise& one) { return runner_.progress.passed(one); });
    const Texts texts{runner_.places, exercise_};
    welcome_ =
        runner_.words.say(runner_.progress.at().empty() ? "welcome" : "welcome back",
                          {{"exercise", exercise_.short_name()},
                           {"title", texts.title(exercise_)},
                           {"passed", std::to_string(passed)},
                           {"all", std::to_string(all.size())}});
    show_verdict();
}

void Learn::show_verdict() {
    const Texts texts{runner_.places, exercise_};
    Paper paper{style_of_output()};
    if (!welcome_.empty()) {
        paper.paragraph(welcome_);
        paper.blank();
    }
    if (!facts_) {
        paper.line(exercise_.short_name() + "  " + texts.title(exercise_));
        paper.paragraph(runner_.words.say("edit", {{"file", file()}}));
        return show(paper);
    }
    write_feedback(paper, *facts_, texts);
    if (facts_->passed()) {
        const Exercise next = runner_.next_after(exercise_);
        paper.blank();
        paper.paragraph(
            next == exercise_
                ? runner_.words.say("all done")
                : runner_.words.say("go on", {{"exercise", next.short_name()}}));
    }
    show(paper);
}

void Learn::show_next() {
    const Exercise next = runner_.next_after(exercise_);
    if (next == exercise_) {
        welcome_ = runner_.words.say(runner_.progress.passed(exercise_) ? "all done"
                                                                        : "no other");
        return show_verdict();
    }
    go_to(next);
    show_verdict();
}

void Learn::show_hint() {
    const int level = std::min(3, runner_.progress.hints(exercise_) + 1);
    runner_.progress.set_hints(exercise_, level);
    auto lines = hint_lines(runner_, exercise_, level, style_of_output());
    lines.emplace_back();
    lines.push_back(runner_.words.say(level < 3 ? "more hints" : "last hint"));
    view_.show(lines);
}

void Learn::show_page() {
    const Texts texts{runner_.places, exercise_};
    const auto& link = texts.exercise.find("", "page");
    Paper paper{style_of_output()};
    paper.line(link, Tone::quiet);
    paper.blank();
    paper.verbatim(
        page_section(runner_.places.root, link).value_or(runner_.words.say("no page")));
    show(paper);
}

void Learn::show_list() {
    view_.show(list_lines(runner_, style_of_output(), exercise_.path));
}

void Learn::show_trace() {
    Paper paper{style_of_output()};
    const auto page = runner_.places.trace_page(exercise_);
    const bool has_page = facts_ && std::filesystem::exists(page);
    if (has_page) {
        paper.paragraph(
            runner_.words.say("trace page", {{"file", runner_.places.from_root(page)}}));
        paper.blank();
    }
    if (facts_ && !facts_->trace.empty())
        paper.verbatim(facts_->trace);
    else if (!has_page)
        paper.paragraph(runner_.words.say("no trace"));
    if (facts_ && !facts_->replay.empty()) {
        paper.blank();
        paper.line(facts_->replay, Tone::quiet);
    }
    show(paper);
}

void Learn::show_solution() {
    Paper paper{style_of_output()};
    const auto solution = runner_.places.solution(exercise_);
    if (may_see_solution(runner_, exercise_)) {
        paper.line("// " + runner_.places.from_root(solution), Tone::quiet);
        paper.verbatim(read_file(solution));
    } else {
        paper.paragraph(
            runner_.words.say("ask again", {{"exercise", exercise_.short_name()}}));
    }
    show(paper);
}

void Learn::show_help() {
    Paper paper{style_of_output()};
    std::istringstream lines{runner_.words.say("keys in full")};
    for (std::string line; std::getline(lines, line);) paper.line(line);
    show(paper);
}

void Learn::ask_for_reset() {
    Paper paper{style_of_output()};
    paper.paragraph(runner_.words.say("ask for reset", {{"file", file()}}));
    show(paper);
    if_yes_ = [this] { reset_now(); };
}

// The watch sees that the file is another one, and checks it.
void Learn::reset_now() {
    job_.reset();
    const auto done = reset_file(runner_, exercise_);
    runner_.progress.set_at(exercise_);
    Paper paper{style_of_output()};
    if (!done.trouble.empty()) {
        paper.paragraph(done.trouble);
    } else {
        paper.paragraph(runner_.words.say("is reset", {{"file", file()}}));
        if (!done.saved.empty())
            paper.paragraph(runner_.words.say("copy kept", {{"copy", done.saved}}));
    }
    show(paper);
}

}  // namespace lockstep::learn
