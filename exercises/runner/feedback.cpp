#include "exercises/runner/feedback.hpp"

#include <algorithm>
#include <regex>
#include <sstream>

#include "exercises/runner/compiler_output.hpp"

namespace lockstep::learn {
namespace {

constexpr std::size_t lines_of_answer = 10;  // of what it printed, the last
constexpr std::size_t most_warnings = 3;

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

std::string joined(const std::vector<std::string>& lines, std::size_t from,
                   std::size_t to) {
    std::string text;
    for (std::size_t i = from; i < std::min(to, lines.size()); ++i)
        text += lines[i] + "\n";
    return text;
}

// The text for this very check, or the general one.
std::string first_of(const std::string& special, const std::string& general) {
    return special.empty() ? general : special;
}

std::string looks_like(const Facts& facts, const Texts& texts) {
    if (facts.verdict == "forbidden")
        return first_of(texts.exercise.find("forbidden", facts.check),
                        texts.verdicts.find("forbidden", facts.check));
    return first_of(texts.exercise.find(facts.check, facts.verdict),
                    texts.verdicts.find(facts.verdict, "looks_like"));
}

// A check names what it expected; read below "Happened" that would seem to have happened.
std::string not_so(const std::string& text, const Texts& texts) {
    const std::string_view prefix = "does not hold: ";
    if (!text.starts_with(prefix)) return text;
    return texts.words.say("not so", {{"what", text.substr(prefix.size())}});
}

std::string happened(const Facts& facts, const Texts& texts) {
    const auto& general = texts.verdicts.find(facts.verdict, "happened");
    std::string text = not_so(facts.happened, texts);
    if (!general.empty()) text = general + (text.empty() ? "" : " (" + text + ")");
    if (facts.verdict == "forbidden" && facts.check == "include")
        text = texts.words.say("forbidden file", {{"file", facts.happened}});
    else if (facts.verdict == "forbidden")
        text = texts.words.say("forbidden word", {{"word", facts.check}});
    if (!facts.was_judged())
        text = texts.verdicts.find("not_judged", facts.check) +
               (facts.happened.empty() ? "" : " (" + facts.happened + ")");
    if (facts.line > 0)
        text += " " + texts.words.say("at line", {{"line", std::to_string(facts.line)}});
    return text;
}

// Which notify came last before a wait is seen in the rows of the trace.
std::string without_last_looks(const std::string& text) {
    static const std::regex sentence{
        R"(\. [^ ]+ looked after the last notify, that of )"
        R"([^ ]+ at [^ ]+, and what it waits for was not so)"};
    return std::regex_replace(text, sentence, "");
}

std::string trace_heading(const BriefTrace& brief, const Messages& words) {
    if (brief.left_out == 0) return words.say(brief.has_order ? "trace" : "no order");
    return words.say("part of trace",
                     {{"shown", std::to_string(brief.all - brief.left_out)},
                      {"all", std::to_string(brief.all)}});
}

void write_trace(Paper& paper, const Facts& facts, const Texts& texts, std::size_t rows) {
    if (!has_telling_trace(facts)) return;
    const auto brief = brief_trace(facts, texts.words, paper.width() - 2, rows);
    paper.blank();
    paper.line(trace_heading(brief, texts.words), Tone::quiet);
    if (rows == all_rows) return paper.verbatim(facts.trace, 2);
    for (const auto& line : brief.lines) paper.verbatim(line, 2);
}

void write_compiler(Paper& paper, const Facts& facts, const Texts& texts,
                    std::size_t most) {
    const auto lines = lines_of(facts.compiler);
    if (lines.empty()) return;
    paper.blank();
    paper.verbatim(joined(lines, 0, most));
    if (lines.size() > most)
        paper.line(texts.words.say("lines left out",
                                   {{"count", std::to_string(lines.size() - most)}}));
    const auto key = known_message(facts.compiler);
    if (key.empty()) return;
    paper.blank();
    paper.labelled(texts.words.say("that means"), texts.compiler.find("", key));
}

std::string page_to_read(const std::string& page, const Texts& texts) {
    const auto& part = texts.exercise.find("", "part");
    if (page.empty() || part.empty()) return page;
    return texts.words.say("part of page", {{"page", page}, {"part", part}});
}

// What it printed before it was ended, as far as that helps.
void write_last_words(Paper& paper, const Facts& facts, const Texts& texts) {
    const auto lines = lines_of(facts.said + facts.said_at_the_end);
    if (lines.empty()) return;
    paper.blank();
    paper.line(texts.words.say("it printed"), Tone::quiet);
    paper.verbatim(joined(lines, lines.size() - std::min(lines.size(), lines_of_answer),
                          lines.size()),
                   2);
    const auto key = known_message(facts.said_at_the_end);
    if (key.empty()) return;
    paper.labelled(texts.words.say("that means"), texts.compiler.find("", key));
}

// Of a program that was built; one line each.
void write_warnings(Paper& paper, const Facts& facts, const Texts& texts) {
    auto warnings = warnings_of(facts.compiler);
    if (warnings.empty()) return;
    const auto more = warnings.size() - std::min(warnings.size(), most_warnings);
    warnings.resize(warnings.size() - more);
    paper.blank();
    paper.line(texts.words.say("warnings"), Tone::quiet);
    const std::string own = facts.exercise.path + ".cpp";
    for (const auto& [file, line, text] : warnings) {
        const auto place = file.ends_with(own)
                               ? texts.words.say("trace line", {{"line", line}})
                               : file + ":" + line;
        paper.line("  " + place + ": " + text);
    }
    if (more > 0)
        paper.line("  " +
                   texts.words.say("more warnings", {{"count", std::to_string(more)}}));
}

void write_passed(Paper& paper, const Facts& facts, const Texts& texts) {
    for (const auto& check : facts.checks)
        paper.line("  " + texts.words.say("tick") + " " + check, Tone::quiet);
}

void write_rejected(Paper& paper, const Facts& facts, const Texts& texts,
                    const Length& length) {
    const auto explained = explain(facts, texts);
    const auto& words = texts.words;
    const bool brief = length.trace_rows != all_rows;
    paper.blank();
    paper.labelled(words.say("expected"), explained.expected);
    paper.labelled(words.say("happened"),
                   brief ? without_last_looks(explained.happened) : explained.happened);
    write_trace(paper, facts, texts, length.trace_rows);
    if (!facts.was_built()) write_compiler(paper, facts, texts, length.compiler_lines);
    if (facts.verdict == "ended_early" || facts.verdict == "grader_hangs")
        write_last_words(paper, facts, texts);
    paper.blank();
    if (length.why) paper.labelled(words.say("why"), explained.why);
    paper.labelled(words.say("looks like"), explained.looks_like);
    paper.labelled(words.say("read"), page_to_read(explained.page, texts));
}

// Which bytes it was.
void write_judged(Paper& paper, const Facts& facts, const Texts& texts) {
    if (facts.sha256.empty()) return;
    const auto key = facts.has_changed ? "judged before" : "judged";
    paper.line("  " + texts.words.say(key, {{"sha256", facts.sha256.substr(0, 12)}}),
               Tone::quiet);
}

}  // namespace

Texts::Texts(const Places& places, const Exercise& one)
    : words{load_messages(places.messages(), "runner.txt")},
      verdicts{load_messages(places.messages(), "verdicts.txt")},
      compiler{load_messages(places.messages(), "compiler.txt")},
      exercise{load_messages(places.messages(), one.path + ".txt")} {}

std::string Texts::title(const Exercise& one) const {
    return first_of(exercise.find("", "title"), one.name());
}

Explained explain(const Facts& facts, const Texts& texts) {
    Explained explained;
    explained.headline =
        first_of(texts.verdicts.find(facts.verdict, "title"), facts.verdict);
    explained.expected =
        first_of(texts.exercise.find(facts.check, "expected"), facts.check);
    if (facts.verdict == "forbidden")
        explained.expected = texts.words.say(
            facts.check == "include" ? "forbidden file expected" : "forbidden expected");
    if (!facts.was_judged()) explained.expected.clear();
    explained.happened = happened(facts, texts);
    const bool includes = facts.verdict == "forbidden" && facts.check == "include";
    if (!includes) explained.why = texts.verdicts.find(facts.verdict, "why");
    if (has_telling_trace(facts))
        explained.why = first_of(explained.why,
                                 texts.verdicts.find(facts.verdict, "why with a trace"));
    explained.looks_like = looks_like(facts, texts);
    if (facts.verdict != "not_built" && facts.was_judged())
        explained.page = texts.exercise.find("", "page");
    return explained;
}

void write_feedback(Paper& paper, const Facts& facts, const Texts& texts,
                    const Length& length) {
    const std::string who =
        facts.exercise.short_name() + "  " + texts.title(facts.exercise);
    const auto headline =
        first_of(texts.verdicts.find(facts.verdict, "title"), facts.verdict);
    paper.line(who + ": " + headline, facts.passed() ? Tone::good : Tone::bad);
    facts.passed() ? write_passed(paper, facts, texts)
                   : write_rejected(paper, facts, texts, length);
    if (facts.was_built()) write_warnings(paper, facts, texts);
    write_judged(paper, facts, texts);
}

}  // namespace lockstep::learn
