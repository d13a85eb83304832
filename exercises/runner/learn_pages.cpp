// What ./lockstep learn shows for each key.
#include <algorithm>

#include "common/atomic_file.hpp"
#include "exercises/runner/learn.hpp"
#include "exercises/runner/page_section.hpp"

namespace lockstep::learn {

void Learn::show_welcome() {
    const auto& all = runner_.catalogue.all();
    const auto passed = std::ranges::count_if(
        all, [&](const Exercise& one) { return runner_.progress.passed(one); });
    const Texts texts{runner_.places, exercise_};
    const bool first_time = runner_.progress.at().empty();
    if (!welcome_.empty()) welcome_ += "\n\n";
    welcome_ += runner_.words.say(first_time ? "welcome" : "welcome back",
                                  {{"exercise", exercise_.short_name()},
                                   {"title", texts.title(exercise_)},
                                   {"passed", std::to_string(passed)},
                                   {"all", std::to_string(all.size())}});
    show_verdict();
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
    const int level =
        std::min(3, std::max(runner_.progress.hints(exercise_), hints_seen_) + 1);
    hints_seen_ = level;
    note([&] { runner_.progress.set_hints(exercise_, level); });
    show([this, level] {
        auto lines = hint_lines(runner_, exercise_, level, style_of_output());
        lines.emplace_back();
        lines.push_back(runner_.words.say(level < 3 ? "more hints" : "last hint"));
        return lines;
    });
}

void Learn::show_page() {
    const Texts texts{runner_.places, exercise_};
    const auto& link = texts.exercise.find("", "page");
    const auto text = page_section(runner_.places.root, link);
    const auto all = passages(text.value_or(runner_.words.say("no page")));
    const auto& part = texts.exercise.find("", "part");
    const auto first = passage_of(all, part);
    const auto lines_of = [link](const std::vector<Passage>& shown) {
        Paper paper{style_of_output()};
        paper.line(link, Tone::quiet);
        paper.blank();
        for (const auto& [passage, is_prose] : shown)
            is_prose ? paper.paragraph(passage) : paper.verbatim(passage + "\n");
        return paper.lines();
    };
    const bool has_part = first < all.size() && !part.empty();
    const auto above = all.begin() + static_cast<std::ptrdiff_t>(has_part ? first : 0);
    show([=] { return lines_of(all); },
         has_part ? lines_of({all.begin(), above}).size() : 0);
}

// So that the marked one stands in the middle.
void Learn::show_list(std::size_t marked) {
    const Exercise one = runner_.catalogue.all().at(marked);
    const auto make = [this, one] {
        return list_lines(runner_, style_of_output(), one.path);
    };
    const auto lines = make();
    const auto row = std::ranges::find_if(lines, [&](const std::string& line) {
        return line.find(" " + one.short_name() + " ") != line.npos;
    });
    const auto above = static_cast<std::size_t>(row - lines.begin());
    show(make, above - std::min(above, terminal_size().rows / 2 - 1));
    chosen_ = marked;
}

void Learn::show_solution() {
    const auto solution = runner_.places.solution(exercise_);
    if (!may_see_solution(runner_, exercise_))
        return show_text(
            runner_.words.say("ask again", {{"exercise", exercise_.short_name()}}));
    show([this, solution] {
        Paper paper{style_of_output()};
        paper.line("// " + runner_.places.from_root(solution), Tone::quiet);
        paper.verbatim(read_file(solution));
        return paper.lines();
    });
}

void Learn::show_help() {
    show([this] {
        Paper paper{style_of_output()};
        paper.paragraph(runner_.words.say("keys in full"));
        return paper.lines();
    });
}

void Learn::ask_for_reset() {
    show_text(runner_.words.say("ask for reset", {{"file", file()}}));
    if_yes_ = [this] { reset_now(); };
}

// The watch sees that the file is another one, and checks it.
void Learn::reset_now() {
    job_.reset();
    hints_seen_ = 0;
    const auto done = reset_file(runner_, exercise_);
    note([this] { runner_.progress.set_at(exercise_); });
    if (!done.trouble.empty()) return show_text(done.trouble);
    std::string text = runner_.words.say("is reset", {{"file", file()}});
    if (!done.saved.empty())
        text += "\n" + runner_.words.say("copy kept", {{"copy", done.saved}});
    show_text(text);
}

}  // namespace lockstep::learn
