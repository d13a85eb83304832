// What ./lockstep learn shows of a verdict, so that it fits the window.
#include <algorithm>

#include "exercises/runner/learn.hpp"

namespace lockstep::learn {

void Learn::show_verdict() {
    show([this] { return verdict_lines(); });
}

// What can be long is cut so that the rest fits the window. The general words on this
// kind of fault go before the last steps of the trace do.
std::vector<std::string> Learn::verdict_lines() const {
    if (!facts_) return lines_of_verdict({}, welcome_);
    auto lines = lines_of_verdict({}, welcome_);
    for (const auto& length : lengths())
        if (view_.rows_too_many(lines) > 0) lines = lines_of_verdict(length, "");
    // Where the page is to be turned anyway, the steps need not be so few.
    const Length turned{8, 12, !facts_->was_built()};
    return view_.rows_too_many(lines) > 0 ? lines_of_verdict(turned, "") : lines;
}

// From what is best to see to what is short.
std::vector<Length> Learn::lengths() const {
    constexpr std::size_t enough_rows = 9, fewest_rows = 3, fewest_lines = 6;
    const Length all;
    std::vector<Length> lengths{all};
    for (auto lines = all.compiler_lines; !facts_->was_built() && lines > fewest_lines;)
        lengths.push_back({all.trace_rows, lines -= 2});
    if (brief_trace(*facts_, runner_.words, 80, all.trace_rows).left_out == 0)
        lengths.push_back({all.trace_rows, fewest_lines, false});
    for (const bool why : {true, false})
        for (auto rows = all.trace_rows; rows >= (why ? enough_rows : fewest_rows);
             --rows)
            lengths.push_back({rows, fewest_lines, why});
    return lengths;
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
    if (has_page)
        paper.paragraph(
            runner_.words.say("trace page", {{"file", runner_.places.from_root(page)}}));
    paper.blank();
    if (facts_ && !facts_->trace.empty()) write_whole_trace(paper);
    if (facts_ && !facts_->compiler.empty()) paper.verbatim(facts_->compiler);
    if (paper.lines().empty()) paper.paragraph(runner_.words.say("no trace"));
    if (facts_ && !facts_->replay.empty()) {
        paper.blank();
        paper.paragraph(runner_.words.say(
            "replay", {{"text", facts_->replay},
                       {"program", runner_.places.from_root(facts_->program)}}));
    }
    return paper.lines();
}

// Below it what the verdict had no room for.
void Learn::write_whole_trace(Paper& paper) const {
    const Texts texts{runner_.places, exercise_};
    const auto explained = explain(*facts_, texts);
    const auto table =
        brief_trace(*facts_, runner_.words, terminal_size().columns, all_rows);
    for (const auto& line : table.lines) paper.verbatim(line);
    paper.blank();
    paper.labelled(runner_.words.say("happened"), explained.happened);
    paper.labelled(runner_.words.say("why"), explained.why);
    paper.blank();
    paper.paragraph(
        runner_.words.say(table.has_lanes ? "trace legend" : "trace legend narrow"));
    paper.blank();
}

}  // namespace lockstep::learn
