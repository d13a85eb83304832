// What ./lockstep learn shows of a verdict, so that it fits the window.
#include <algorithm>

#include "exercises/runner/brief_trace.hpp"
#include "exercises/runner/learn.hpp"

namespace lockstep::learn {

void Learn::show_verdict() {
    show([this] { return verdict_lines(); });
}

// What can be long is cut so that the rest fits the window: why, and what to read.
std::vector<std::string> Learn::verdict_lines() const {
    constexpr std::size_t fewest_rows = 3, fewest_lines = 6;
    Length length;
    std::string welcome = welcome_;
    auto lines = lines_of_verdict(length, welcome);
    if (facts_ && view_.rows_too_many(lines) > 0) welcome.clear();
    while (view_.rows_too_many(lines = lines_of_verdict(length, welcome)) > 0 &&
           (length.trace_rows > fewest_rows || length.compiler_lines > fewest_lines)) {
        length.trace_rows = std::max(length.trace_rows - 1, fewest_rows);
        length.compiler_lines = std::max(length.compiler_lines - 2, fewest_lines);
    }
    return lines;
}

std::vector<std::string> Learn::lines_of_verdict(const Length& length,
                                                 const std::string& welcome) const {
    const Texts texts{runner_.places, exercise_};
    Paper paper{style_of_output()};
    for (const auto* text : {&not_noted_, &welcome}) {
        paper.paragraph(*text);
        if (!text->empty()) paper.blank();
    }
    facts_ ? write_verdict(paper, texts, length) : write_task(paper, texts);
    return paper.lines();
}

void Learn::write_task(Paper& paper, const Texts& texts) const {
    paper.line(exercise_.short_name() + "  " + texts.title(exercise_));
    paper.paragraph(runner_.words.say("edit", {{"file", file()}}));
}

void Learn::write_verdict(Paper& paper, const Texts& texts, const Length& length) const {
    write_feedback(paper, *facts_, texts, length);
    if (!facts_->passed()) return;
    const Exercise next = runner_.next_after(exercise_);
    paper.blank();
    paper.paragraph(next == exercise_
                        ? runner_.words.say("all done")
                        : runner_.words.say("go on", {{"exercise", next.short_name()}}));
}

void Learn::show_trace() {
    show([this] { return trace_lines(); });
}

std::vector<std::string> Learn::trace_lines() const {
    Paper paper{style_of_output()};
    const auto page = runner_.places.trace_page(exercise_);
    const bool has_page = facts_ && std::filesystem::exists(page);
    if (has_page) {
        paper.paragraph(
            runner_.words.say("trace page", {{"file", runner_.places.from_root(page)}}));
        paper.blank();
    }
    if (facts_ && !facts_->trace.empty()) {
        write_whole_trace(paper);
    } else if (facts_ && !facts_->compiler.empty()) {
        paper.verbatim(facts_->compiler);
    } else if (!has_page) {
        paper.paragraph(runner_.words.say("no trace"));
    }
    if (facts_ && !facts_->replay.empty()) {
        paper.blank();
        paper.paragraph(runner_.words.say(
            "replay", {{"text", facts_->replay},
                       {"program", runner_.places.from_root(runner_.places.program(
                                       exercise_.target("exercise")))}}));
    }
    return paper.lines();
}

// Lanes that the window has no room for would be hard to follow.
void Learn::write_whole_trace(Paper& paper) const {
    const auto table = brief_trace(facts_->trace, exercise_.name() + ".cpp",
                                   runner_.words, terminal_size().columns, all_rows);
    if (table.has_heading)
        paper.verbatim(facts_->trace);
    else
        for (const auto& line : table.lines) paper.verbatim(line);
    paper.blank();
    paper.paragraph(
        runner_.words.say(table.has_heading ? "trace legend" : "trace legend narrow"));
}

}  // namespace lockstep::learn
